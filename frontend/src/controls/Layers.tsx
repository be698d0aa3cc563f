import { t } from "../language/language";
import { adjust, switchLayer } from "../state/actions";
import type { LayerName, MapMode } from "../state/contracts";
import { settings } from "../state/store";

/** What the maps show, and as what. */
export function Layers() {
  const layers: [LayerName, string][] = [
    ["defended", t("defended area")],
    ["band", t("its uncertainty")],
    ["denied", t("launch area denied")],
    ["paths", t("flight paths")],
    ["sites", t("sites")],
    ["sensors", t("sensors")],
  ];
  const modes: [MapMode, string][] = [
    ["globe", t("globe")],
    ["flat", t("flat map")],
  ];
  return (
    <div class="layers">
      <fieldset class="segments" aria-label={t("Projection")}>
        {modes.map(([mode, name]) => (
          <button key={mode} type="button" aria-pressed={settings.value.mode === mode} onClick={() => adjust({ mode })}>
            {name}
          </button>
        ))}
      </fieldset>
      <fieldset class="chips" aria-label={t("Layers")}>
        {layers.map(([name, label]) => (
          <button key={name} type="button" class="chip" aria-pressed={settings.value.layers.includes(name)} onClick={() => switchLayer(name, !settings.value.layers.includes(name))}>
            {label}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
