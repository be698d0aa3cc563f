/** Treaties: each count against each rule in words, with the article it stands in, and counts beside limits. */

import { useState } from "preact/hooks";
import { Folded } from "../charts/Folded";
import { Table, type Column } from "../charts/Table";
import { useAnswer } from "../jobs/useAnswer";
import { date, num, plural, t } from "../language/language";
import type { Finding, TreatyCheck } from "./answers";
import { Certainty } from "./Certainty";
import { dataWord } from "./dataWords";
import { FindingCard, whenOf } from "./FindingCard";
import { amount, NOTHING } from "./format";
import { Frame } from "./Frame";
import { Limits } from "./Limits";
import type { Shown } from "./Panel";
import { SourceLine, sourceText } from "./SourceLine";

/** Words of `finding`, what asks for attention first. */
const ORDER = ["exceeds", "falls short", "differs", "disputed", "complies", "cannot be decided", "nothing to count"];

export function Treaties({ state, lang }: Shown) {
  const asked = useAnswer<TreatyCheck>("treaties", state, lang, t("The server does not answer."));
  return (
    <Frame label={t("Treaties")} of={[asked]}>
      {asked.answer ? <Check answer={asked.answer} /> : null}
    </Frame>
  );
}

function Check({ answer }: { answer: TreatyCheck }) {
  const words = ORDER.filter((word) => answer.findings.some((one) => one.finding === word));
  const decided = words.filter((word) => word !== "cannot be decided" && word !== "nothing to count");
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const shown = chosen ?? (decided.length ? decided : words);
  const findings = answer.findings.filter((one) => shown.includes(one.finding)).sort((one, other) => ORDER.indexOf(one.finding) - ORDER.indexOf(other.finding) || (one.rule < other.rule ? -1 : one.rule > other.rule ? 1 : 0));
  const treaties = [...new Set(findings.map((one) => one.treaty))];
  const flip = (word: string): void => setChosen(shown.includes(word) ? shown.filter((one) => one !== word) : [...shown, word]);
  if (answer.findings.length === 0) return <p>{t("No treaty in the catalogue binds the parties of this dossier on its day.")}</p>;
  return (
    <>
      <p>
        {t("On {day}, in force: {list}.", { day: date(answer.on), list: answer.in_force.map(dataWord).join(", ") || NOTHING })}{" "}
        {answer.not_checked.length ? t("Not checked, since no checked source lists their parties: {list}.", { list: answer.not_checked.map(dataWord).join(", ") }) : ""}
      </p>
      <div class="finding-filters" role="group" aria-label={t("Show findings")}>
        {words.map((word) => (
          <button type="button" key={word} data-finding={word} aria-pressed={shown.includes(word)} title={t(answer.meaning[word] ?? "")} onClick={() => flip(word)}>
            {t(word)} <b>{num(answer.findings.filter((one) => one.finding === word).length)}</b>
          </button>
        ))}
      </div>
      <Limits findings={answer.findings} dossier={answer.dossier} />
      {treaties.map((treaty) => {
        const own = findings.filter((one) => one.treaty === treaty);
        return (
          <section key={treaty} class="part">
            <h3>{dataWord(own[0]?.short ?? treaty)}</h3>
            <ul class="findings">
              {own.map((one) => (
                <FindingCard key={`${one.rule}|${one.party}|${one.phase}|${one.day}|${one.about}|${one.holder}|${one.how}`} one={one} sources={answer.sources} />
              ))}
            </ul>
          </section>
        );
      })}
      {shown.length < words.length ? <p class="soft">{plural(answer.findings.length - findings.length, "{n} finding more is hidden by the choice above.", "{n} findings more are hidden by the choice above.")}</p> : null}
      <Folded printed={false} line={t("All findings as a table")}>
        {() => <Table caption={t("Findings")} columns={columns(answer)} rows={answer.findings} file={`${answer.dossier}-treaties`} />}
      </Folded>
    </>
  );
}

/** A limit in words: "at most 1,550 warheads". */
export function limitOf(one: Finding): string {
  if (one.limit === null) return t(one.comparator);
  if (one.comparator === "none allowed") return t("none allowed");
  const high = one.limit_high !== null && one.limit_high !== one.limit ? `\u2013${amount(one.limit_high, "1")}` : "";
  return t("{comparator} {limit} {unit}", { comparator: t(one.comparator), limit: `${amount(one.limit, "1")}${high}`, unit: dataWord(one.unit) });
}

/** A count with its ends; an unknown end is said. */
export function countOf(one: Finding): string {
  if (one.low === null) return NOTHING;
  if (one.high === null) return t("{low} or more", { low: amount(one.low, "1") });
  return one.low === one.high ? amount(one.low, "1") : t("{low} to {high}", { low: amount(one.low, "1"), high: amount(one.high, "1") });
}

const columns = (answer: TreatyCheck): Column<Finding>[] => [
  { head: t("Treaty"), show: (row) => dataWord(row.short), raw: (row) => row.short },
  { head: t("Article"), show: (row) => (row.article ? t(row.article) : NOTHING), raw: (row) => row.article },
  { head: t("Rule"), show: (row) => t(row.title), raw: (row) => row.title },
  { head: t("Party"), show: (row) => t(row.party), raw: (row) => row.party },
  { head: t("When"), show: whenOf, raw: (row) => (row.phase === null ? row.day : `phase ${row.phase}`) },
  { head: t("Finding"), show: (row) => t(row.said), raw: (row) => row.said },
  { head: t("Count"), number: true, show: countOf, raw: (row) => row.low, rawHead: "count, low" },
  { head: t("Limit"), show: limitOf, raw: (row) => row.limit },
  { head: t("Unit"), show: (row) => dataWord(row.unit), raw: (row) => row.unit },
  { head: t("Why"), show: (row) => t(row.why), raw: (row) => row.why },
  { head: t("Certainty"), show: (row) => <Certainty of={row.certainty} />, raw: (row) => row.certainty },
  { head: t("Source"), show: (row) => <SourceLine sources={answer.sources} id={row.source} where={row.where} />, raw: (row) => sourceText(answer.sources, row.source, row.where) },
];
