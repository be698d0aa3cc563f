import { useEffect, useState } from "preact/hooks";
import { lang, t } from "../language/language";
import { exportAddress } from "../state/address";
import { askText, problemsIn } from "../live/api";
import type { State } from "../state/contracts";
import type { Problem } from "../state/problem";
import { CopyText } from "./CopyText";

interface Lines {
  command: string;
  python: string;
}

/** The command line and the Python that give the same answer as the screen. */
export function Reproduce({ now }: { now: State }) {
  const [lines, setLines] = useState<Lines | null>(null);
  const [failed, setFailed] = useState<Problem[]>([]);
  useEffect(() => {
    let current = true;
    const asked = ["command", "python"].map((kind) => askText(exportAddress(now, kind, lang.value)));
    Promise.all(asked).then(
      ([command = "", python = ""]) => current && (setLines({ command, python }), setFailed([])),
      (error: unknown) => current && setFailed(problemsIn(error)),
    );
    return () => {
      current = false;
    };
  }, [now]);
  if (failed.length > 0) return <p class="refusal">{failed.map((one) => t(one.message)).join(" ")}</p>;
  if (!lines) return <p class="fine">{t("Being written…")}</p>;
  return (
    <>
      <CopyText label={t("Command line")} text={lines.command} />
      <CopyText label="Python" text={lines.python} />
    </>
  );
}
