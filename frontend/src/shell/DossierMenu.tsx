import { t } from "../language/language";
import type { DossierHead } from "../state/scene";
import { mayOpen } from "../live/roles";
import { openDossier } from "../state/opener";
import { head, role, welcome } from "../state/store";
import { Menu } from "./Menu";

function Choice({ dossier }: { dossier: DossierHead }) {
  const current = head.value?.id === dossier.id;
  return (
    <li>
      <button type="button" class="choice" data-closes aria-current={current} onClick={() => void openDossier(dossier.id)}>
        <span class="choice-year">{dossier.year ?? ""}</span>
        <span>
          {t(dossier.title)}
          <small>{dossier.id}</small>
        </span>
      </button>
    </li>
  );
}

function Choices({ title, dossiers }: { title: string; dossiers: DossierHead[] }) {
  if (dossiers.length === 0) return null;
  return (
    <>
      <h2 class="sheet-title">{title}</h2>
      <ul class="choices">
        {dossiers.map((dossier) => (
          <Choice key={dossier.id} dossier={dossier} />
        ))}
      </ul>
    </>
  );
}

/** Which quarrel is on the table: the built-in ones by name and year, and the folders of the reader. */
export function DossierMenu() {
  const all = welcome.value?.dossiers ?? [];
  const label = head.value ? t(head.value.title) : t("Open a dossier");
  if (!mayOpen(role.value)) return <strong class="dossier-name">{label}</strong>;
  return (
    <Menu className="button dossier-button" title={t("Open another dossier")} label={<span class="dossier-name">{label}</span>}>
      <Choices title={t("Presets")} dossiers={all.filter((one) => one.built_in)} />
      <Choices title={t("Your folders")} dossiers={all.filter((one) => !one.built_in)} />
    </Menu>
  );
}
