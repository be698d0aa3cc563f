import { t } from "../language/language";
import { Panel } from "../panels/Panel";
import { adjust, copyValue } from "../state/actions";
import { settings, settled } from "../state/store";
import { tall } from "./drawerSize";

/** The open panel, below the maps or in their place. */
export function Drawer() {
  const now = settled.value;
  const { panel, lang } = settings.value;
  if (!now || panel === "picture") return <div id="drawer" hidden />;
  return (
    <div id="drawer" class="drawer">
      <p class="drawer-tools">
        <button type="button" class="button small quiet" aria-pressed={tall.value} onClick={() => (tall.value = !tall.value)}>
          {tall.value ? t("Show the maps") : t("Whole height")}
        </button>
        <button type="button" class="button small quiet" onClick={() => adjust({ panel: "picture" })}>
          {t("Close")}
        </button>
      </p>
      <div class="drawer-body" tabIndex={0} role="region" aria-label={t("Panel")}>
        <Panel name={panel} state={now} lang={lang} onCopy={copyValue} />
      </div>
    </div>
  );
}
