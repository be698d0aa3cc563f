import { useState } from "preact/hooks";
import { t } from "../language/language";
import { mayEdit } from "../live/roles";
import { copyValue, resetValue, setValue } from "../state/actions";
import type { State } from "../state/contracts";
import type { Difference } from "../state/scene";
import { awaitFlip, type Copied } from "../state/flip";
import { frame, role, settled } from "../state/store";
import { CopyOutcome } from "./CopyOutcome";
import { holdOf, type Hold } from "./hold";
import { labelOf } from "./label";
import { trackFor } from "./scale";
import { Sources } from "./Sources";
import { Track } from "./Track";
import { turningOn } from "./turning";
import { ValueField } from "./ValueField";
import { WordField } from "./WordField";

/** One assumption on which the views differ: what each holds, where else it stands, and what happens when one takes the other's. */
export function Assumption({ row, state }: { row: Difference; state: State }) {
  const [copied, setCopied] = useState<Copied | null>(null);
  const holds = (["A", "B"] as const).map((side) => holdOf(row, state, side, mayEdit(role.value, side)));
  const [a, b] = holds as [Hold, Hold];
  const moved = (view: string | null) => holds.some((hold) => hold.view === view && hold.changed);
  const marks = row.holders.filter((one) => (one.view !== state.a && one.view !== state.b) || moved(one.view));
  const copy = (to: Hold, from: Hold) => {
    setCopied(awaitFlip(from.side, to.side));
    copyValue(to.view, row.key, from.view);
  };
  const put = (hold: Hold, text: string, stage: "drag" | "done" = "done") => {
    setCopied(null);
    setValue(hold.view, row.key, text, stage);
  };
  const label = labelOf(row);
  return (
    <div class="assumption" role="group" aria-label={label}>
      <h3>
        {label} <Sources row={row} state={state} />
      </h3>
      <div class="values" data-kind={row.kind}>
        <Value hold={a} row={row} onPut={put} />
        <CopyButton from={a} to={b} onCopy={copy} />
        <CopyButton from={b} to={a} onCopy={copy} />
        <Value hold={b} row={row} onPut={put} />
      </div>
      {row.span && row.kind === "number" && <Track label={label} unit={row.unit} span={trackOf(row, row.span, settled.value ?? state)} whole={row.whole} holds={holds} marks={marks} turning={turningOn(row, frame.value?.scene)} onSet={put} />}
      {holds.some((hold) => hold.changed) && (
        <p class="changed">
          {holds.map((hold) => (hold.changed ? <Reset key={hold.side} hold={hold} keyOf={row.key} onReset={() => setCopied(null)} /> : null))}
        </p>
      )}
      {copied && holds.some((hold) => hold.copied && hold.side === copied.to) && <CopyOutcome copied={copied} />}
    </div>
  );
}

/** Kept while a handle is moved, so that the scale does not move under it. */
function trackOf(row: Difference, span: [number, number], state: State): [number, number] {
  const said = row.holders.flatMap((one) => [one.value, one.low, one.high]);
  const own = (["A", "B"] as const).map((side) => holdOf(row, state, side, false).value);
  return trackFor(span, [...said, ...own].filter((value) => typeof value === "number"));
}

function Value({ hold, row, onPut }: { hold: Hold; row: Difference; onPut: (hold: Hold, text: string) => void }) {
  const label = t("{label}, side {side}", { label: labelOf(row), side: hold.side });
  const shared = { side: hold.side, label, text: hold.text, disabled: !hold.mayEdit, onPut: (text: string) => onPut(hold, text) };
  return row.kind === "word" ? <WordField {...shared} words={row.words} /> : <ValueField {...shared} unit={row.unit} />;
}

function CopyButton({ from, to, onCopy }: { from: Hold; to: Hold; onCopy: (to: Hold, from: Hold) => void }) {
  const title = t("Let {to} assume what {from} does, and see whether the verdict flips", { from: from.side, to: to.side });
  return (
    <button type="button" class="copy" disabled={!to.mayEdit || from.text === to.text} title={title} onClick={() => onCopy(to, from)}>
      {from.side}→{to.side}
    </button>
  );
}

function Reset({ hold, keyOf, onReset }: { hold: Hold; keyOf: string; onReset: () => void }) {
  const press = () => {
    onReset();
    resetValue(hold.view, keyOf);
  };
  return (
    <span data-side={hold.side}>
      {hold.copied ? t("{side} copied", { side: hold.side }) : t("{side} changed", { side: hold.side })}{" "}
      <button type="button" class="link" disabled={!hold.mayEdit} onClick={press}>
        {t("as stated")}
      </button>
    </span>
  );
}
