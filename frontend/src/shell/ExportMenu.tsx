import { useState } from "preact/hooks";
import { t } from "../language/language";
import { pictureBlob } from "../map/Maps";
import { state } from "../state/store";
import { type File, FileLink } from "./FileLink";
import { Menu } from "./Menu";
import { Reproduce } from "./Reproduce";
import { saveBlob } from "./saveBlob";

function files(): File[] {
  return [
    { kind: "report", name: "report.html", about: t("the whole assessment as one page, the same as the command writes") },
    { kind: "geojson", name: "GeoJSON", about: t("areas, paths and sites for any mapping program") },
    { kind: "kml", name: "KML", about: t("the same for Google Earth") },
    { kind: "czml", name: "CZML", about: t("flights with a clock for Cesium and STK") },
    { kind: "csv", name: "CSV", about: t("every number in rows, for a spreadsheet") },
    { kind: "json", name: "JSON", about: t("every number with its source") },
    { kind: "netcdf", name: "NetCDF", about: t("labelled arrays, for Python and others") },
    { kind: "dossier", name: t("dossier"), about: t("the folder itself with the changes written in, packed as zip") },
  ];
}

/** Everything that can be taken away. */
export function ExportMenu() {
  const [failure, setFailure] = useState("");
  const now = state.value;
  const picture = async (kind: "png" | "svg") => {
    setFailure("");
    try {
      saveBlob(await pictureBlob(kind), `${now?.dossier ?? "detente"}.${kind}`);
    } catch (error) {
      setFailure(t("The picture could not be made: {reason}", { reason: error instanceof Error ? error.message : String(error) }));
    }
  };
  if (!now) return null;
  return (
    <Menu label={t("Export")}>
      <h2 class="sheet-title">{t("The picture")}</h2>
      <p class="button-row">
        <button type="button" class="button" onClick={() => void picture("png")}>
          PNG
        </button>
        <button type="button" class="button" onClick={() => void picture("svg")}>
          SVG
        </button>
        <button type="button" class="button" data-closes onClick={() => window.print()}>
          {t("Print")}
        </button>
      </p>
      {failure !== "" && <p class="refusal">{failure}</p>}
      <h2 class="sheet-title">{t("The numbers behind it")}</h2>
      <ul class="choices">
        {files().map((file) => (
          <FileLink key={file.kind} file={file} now={now} />
        ))}
      </ul>
      <h2 class="sheet-title">{t("The Python and the command that make this")}</h2>
      <Reproduce now={now} />
    </Menu>
  );
}
