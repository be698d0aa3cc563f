import { t } from "../language/language";
import { adjust } from "../state/actions";
import { settings } from "../state/store";
import { shown, type Shown } from "./shown";

/** On a narrow screen one of three things is shown at a time. */
export function PhoneTabs() {
  const tabs: [Shown, string][] = [
    ["maps", t("Maps")],
    ["controls", t("Assumptions")],
    ["panel", t("Panels")],
  ];
  const show = (what: Shown) => {
    shown.value = what;
    if (what === "panel" && settings.value.panel === "picture") adjust({ panel: "crux" });
  };
  return (
    <nav class="phone-tabs" aria-label={t("Parts of the page")}>
      {tabs.map(([what, label]) => (
        <button key={what} type="button" aria-current={shown.value === what} onClick={() => show(what)}>
          {label}
        </button>
      ))}
    </nav>
  );
}
