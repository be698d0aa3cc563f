import { t } from "../language/language";
import { Panel } from "../panels/Panel";
import { copyValue } from "../state/actions";
import { settings, settled } from "../state/store";

/** The open panel, below the maps or in their place. */
export function Drawer() {
  const now = settled.value;
  const { panel, lang } = settings.value;
  if (!now || panel === "picture") return <div id="drawer" hidden />;
  return (
    <div id="drawer" class="drawer">
      <div class="drawer-body" tabIndex={0} role="region" aria-label={t("Panel")}>
        <Panel name={panel} state={now} lang={lang} onCopy={copyValue} />
      </div>
    </div>
  );
}
