import { num, t } from "../language/language";
import { exportAddress } from "../state/address";
import type { State } from "../state/contracts";
import { settings } from "../state/store";
import { download, downloads, troubles } from "./downloads";

export interface File {
  kind: string;
  name: string;
  about: string;
}

/** A file to take away: computed with visible progress, then handed over by the browser. */
export function FileLink({ file, now }: { file: File; now: State }) {
  const running = downloads.value[file.kind];
  const trouble = troubles.value[file.kind];
  const start = (event: MouseEvent) => {
    event.preventDefault();
    void download(file.kind, file.name, now);
  };
  return (
    <li>
      <a class="choice" href={exportAddress(now, file.kind, settings.value.lang)} download="" onClick={start}>
        <span class="choice-name">{file.name}</span>
        <small>{file.about}</small>
      </a>
      {running && (
        <p class="file-progress" role="status">
          <progress aria-label={file.name} max={1} {...(running.progress.share === null ? {} : { value: running.progress.share })} />
          <span>
            {t(running.progress.step)} {running.progress.share !== null && `${num(Math.floor(running.progress.share * 100))}\u00a0%`}
          </span>
          <button type="button" class="button small" onClick={running.stop}>
            {t("Cancel")}
          </button>
        </p>
      )}
      {trouble !== undefined && <p class="refusal">{trouble}</p>}
    </li>
  );
}
