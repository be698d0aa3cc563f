import { t } from "../language/language";
import { adjust } from "../state/actions";
import type { PanelName } from "../state/contracts";
import { settings } from "../state/store";

/** The panels by name; choosing the open one closes it. */
export function PanelTabs() {
  const panels: [PanelName, string][] = [
    ["security", t("Security")],
    ["balance", t("Balance")],
    ["crux", t("Crux")],
    ["treaties", t("Treaties")],
    ["forces", t("Forces")],
    ["claims", t("Claims")],
    ["search", t("Search")],
  ];
  const open = settings.value.panel;
  return (
    <nav class="panel-tabs" aria-label={t("Panels")}>
      {panels.map(([name, label]) => (
        <button key={name} type="button" aria-expanded={open === name} aria-controls="drawer" onClick={() => adjust({ panel: open === name ? "picture" : name })}>
          {label}
        </button>
      ))}
    </nav>
  );
}
