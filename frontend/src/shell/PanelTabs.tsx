import { t } from "../language/language";
import { adjust } from "../state/actions";
import type { PanelName } from "../state/contracts";
import { settings } from "../state/store";
import { tall } from "./drawerSize";

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
      {open !== "picture" && (
        <span class="drawer-tools">
          <button type="button" aria-pressed={tall.value} onClick={() => (tall.value = !tall.value)}>
            {t("Whole height")}
          </button>
          <button type="button" onClick={() => adjust({ panel: "picture" })}>
            {t("Close")}
          </button>
        </span>
      )}
    </nav>
  );
}
