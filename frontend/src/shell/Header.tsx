import { t } from "../language/language";
import { head } from "../state/store";
import { DossierMenu } from "./DossierMenu";
import { ExportMenu } from "./ExportMenu";
import { LanguageSwitch } from "./LanguageSwitch";
import { LineBadge } from "./LineBadge";
import { SettingsMenu } from "./SettingsMenu";
import { ShareMenu } from "./ShareMenu";

/** What is open, and everything that concerns the whole page. */
export function Header() {
  return (
    <header class="header">
      <span class="brand" lang="fr">
        <img src="/icon.svg" alt="" width="20" height="20" />
        détente
      </span>
      <DossierMenu />
      <h1 class="asks">{head.value ? t(head.value.asks) : ""}</h1>
      <span class="push" />
      <LineBadge />
      <ShareMenu />
      <ExportMenu />
      <SettingsMenu />
      <LanguageSwitch />
    </header>
  );
}
