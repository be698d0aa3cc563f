/** What an answer rests on: every number with who says it and how sure it is, the weakest behind each answer, the sources, the notes. */

import { Folded } from "../charts/Folded";
import { Table, type Column } from "../charts/Table";
import { date, plural, quantity, t } from "../language/language";
import type { State } from "../state/contracts";
import type { Carried, Input, Weakest } from "./answers";
import { Certainty } from "./Certainty";
import { amount } from "./format";
import { assumptionLine, bySide, questionLine, sideOf, viewTitle } from "./naming";
import { SourceLine, sourceText } from "./SourceLine";

interface RestsProps {
  answer: Carried;
  state: State;
  /** Sentences on what each part takes for granted. */
  granted?: Record<string, string[]>;
}

export function Rests({ answer, state, granted = {} }: RestsProps) {
  const inputs = answer.inputs ?? [];
  const assumed = inputs.filter((input) => input.certainty === "assumed").length;
  const sentences = Object.values(granted).flat();
  return (
    <div class="rests">
      <h3>{t("What this rests on")}</h3>
      {(answer.notes ?? []).length + sentences.length > 0 ? (
        <Folded line={t("Notes, and what is taken for granted")}>
          {() => (
            <ul class="plain">
              {[...(answer.notes ?? []), ...sentences].map((note) => (
                <li key={note}>{t(note)}</li>
              ))}
            </ul>
          )}
        </Folded>
      ) : null}
      {inputs.length ? (
        <Folded
          printed={false}
          line={t("{inputs}, {assumed}", {
            inputs: plural(inputs.length, "{n} statement", "{n} statements"),
            assumed: plural(assumed, "{n} of them an assumption", "{n} of them assumptions"),
          })}
        >
          {() => <Table caption={t("What each view states")} columns={inputColumns(answer, state)} rows={bySide(inputs, state)} file={`${answer.dossier}-inputs`} />}
        </Folded>
      ) : null}
      {answer.weakest?.length ? (
        <Folded printed={false} line={t("The weakest input behind each answer")}>
          {() => <Table caption={t("The weakest input behind each answer")} columns={weakestColumns(answer, state)} rows={answer.weakest ?? []} file={`${answer.dossier}-weakest`} />}
        </Folded>
      ) : null}
      <Sources answer={answer} />
    </div>
  );
}

function Sources({ answer }: { answer: Carried }) {
  const sources = Object.keys(answer.sources ?? {});
  if (sources.length === 0) return null;
  return (
    <Folded printed={false} line={plural(sources.length, "{n} source", "{n} sources")}>
      {() => (
        <ul class="plain">
          {sources.map((id) => (
            <li key={id}>
              <SourceLine sources={answer.sources} id={id} />
            </li>
          ))}
        </ul>
      )}
    </Folded>
  );
}

/** The holder's own range; empty where none is stated. */
function range({ low, high, unit }: Input): string {
  return low === null || high === null || low === high ? "" : t("{low} to {high}", { low: amount(low, "1"), high: amount(high, unit) });
}

const inputColumns = (answer: Carried, state: State): Column<Input>[] => [
  { head: t("View"), show: (row) => <Of state={state} view={row.view} title={viewTitle(answer, row.view)} />, raw: (row) => row.view },
  { head: t("Assumption"), show: (row) => assumptionLine(answer, row.key), raw: (row) => row.key },
  { head: t("Value"), show: (row) => quantity(row.text), raw: (row) => row.text },
  { head: t("Range"), show: range, raw: (row) => (range(row) ? `${row.low} to ${row.high} ${row.unit}` : "") },
  { head: t("Certainty"), show: (row) => <Certainty of={row.certainty} />, raw: (row) => row.certainty },
  { head: t("Who says so"), show: (row) => t(row.holder), raw: (row) => row.holder },
  { head: t("Kind"), show: (row) => t(row.kind), raw: (row) => row.kind },
  { head: t("Source"), show: (row) => <SourceLine sources={answer.sources} id={row.source} where={row.where} />, raw: (row) => sourceText(answer.sources, row.source, row.where) },
  { head: t("Date"), show: (row) => date(row.date), raw: (row) => row.date },
  { head: t("Remark"), show: (row) => t(row.note), raw: (row) => row.note },
];

const weakestColumns = (answer: Carried, state: State): Column<Weakest>[] => [
  { head: t("Answer"), show: (row) => questionLine(answer, row.answer), raw: (row) => row.answer },
  { head: t("View"), show: (row) => <Of state={state} view={row.view} title={viewTitle(answer, row.view)} />, raw: (row) => row.view },
  { head: t("Certainty"), show: (row) => <Certainty of={row.certainty} />, raw: (row) => row.certainty },
  {
    head: t("Inputs that are no surer"),
    show: (row) => (row.inputs.length > 6 ? t("{some} and {n} more", { some: first(answer, row), n: row.inputs.length - 6 }) : first(answer, row)),
    raw: (row) => row.inputs.join("; "),
  },
];

const first = (answer: Carried, row: Weakest): string => row.inputs.slice(0, 6).map((key) => assumptionLine(answer, key)).join("; ");

/** The title of a view with the mark of the side it is on. */
export function Of({ state, view, title }: { state: State; view: string; title: string }) {
  const side = sideOf(state, view);
  return (
    <span class={side ? `of of-${side.toLowerCase()}` : "of"}>
      {side ? <span class={`key key-${side.toLowerCase()}`} aria-hidden="true" /> : null}
      {title}
    </span>
  );
}
