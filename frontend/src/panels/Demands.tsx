/** What each side needs and never accepts, with its document; and, where nothing passes, which demands stand in each other's way. */

import { Folded } from "../charts/Folded";
import { Table, type Column } from "../charts/Table";
import { num, plural, t } from "../language/language";
import type { Demand, SearchAnswer } from "./answers";
import { Certainty } from "./Certainty";
import { SourceLine, sourceText } from "./SourceLine";

export function Demands({ answer }: { answer: SearchAnswer }) {
  return (
    <Folded line={plural(answer.demands.length, "{n} demand of the two sides", "{n} demands of the two sides")}>
      {() => <Table caption={t("Demands")} columns={columns(answer)} rows={answer.demands} file={`${answer.dossier}-demands`} />}
    </Folded>
  );
}

export function Conflicts({ answer }: { answer: SearchAnswer }) {
  if (answer.conflicts.length === 0) return null;
  const name = (key: string): string => {
    const found = answer.demands.find((one) => one.key === key);
    return found ? `${found.side ? `${t(found.side)}: ` : ""}${t(found.name)}` : key;
  };
  return (
    <section class="part">
      <h3>{t("Demands that no package meets together")}</h3>
      {answer.conflicts.map((set) => (
        <ul key={set.join()} class="sets">
          {set.map((key) => (
            <li key={key}>{name(key)}</li>
          ))}
        </ul>
      ))}
      {answer.relaxations.length ? <h4>{t("What would have to go")}</h4> : null}
      <ul class="plain">
        {answer.relaxations.map((one) => (
          <li key={one.demands.join()}>
            {one.demands.map(name).join(" + ")}: {plural(one.packages, "then {n} package passes", "then {n} packages pass")}
          </li>
        ))}
      </ul>
    </section>
  );
}

const columns = (answer: SearchAnswer): Column<Demand>[] => [
  { head: t("Side"), show: (row) => (row.side ? t(row.side) : t("a treaty")), raw: (row) => row.side },
  { head: t("Kind"), show: (row) => t(row.kind), raw: (row) => row.kind },
  { head: t("Demand"), show: (row) => t(row.name), raw: (row) => row.name },
  { head: t("Packages that meet it"), number: true, show: (row) => num(row.met_by), raw: (row) => row.met_by },
  { head: t("Certainty"), show: (row) => <Certainty of={row.certainty} />, raw: (row) => row.certainty },
  { head: t("Source"), show: (row) => <SourceLine sources={answer.sources} id={row.source} where={row.where} />, raw: (row) => sourceText(answer.sources, row.source, row.where) },
];
