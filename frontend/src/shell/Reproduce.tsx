import { useEffect, useState } from "preact/hooks";
import { lang, t } from "../language/language";
import { exportAddress } from "../state/address";
import type { State } from "../state/contracts";
import { CopyText } from "./CopyText";

interface Lines {
  command: string;
  python: string;
}

const textAt = async (address: string): Promise<string> => {
  const reply = await fetch(address);
  if (!reply.ok) throw new Error(`${reply.status} ${reply.statusText}`);
  return (await reply.text()).trim();
};

/** The command line and the Python that give the same answer as the screen. */
export function Reproduce({ now }: { now: State }) {
  const [lines, setLines] = useState<Lines | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let current = true;
    const asked = ["command", "python"].map((kind) => textAt(exportAddress(now, kind, lang.value)));
    Promise.all(asked).then(
      ([command = "", python = ""]) => current && (setLines({ command, python }), setFailed(false)),
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [now]);
  if (failed) return <p class="refusal">{t("The server cannot be reached.")}</p>;
  if (!lines) return <p class="fine">{t("Being written…")}</p>;
  return (
    <>
      <CopyText label={t("Command line")} text={lines.command} />
      <CopyText label="Python" text={lines.python} />
    </>
  );
}
