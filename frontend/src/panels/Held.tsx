/** What each country holds on the day of the dossier, by leg, and what limits leave of it. Not known is said, never zero. */

import { Folded } from "../charts/Folded";
import { Table, type Column } from "../charts/Table";
import { date, t } from "../language/language";
import type { ForceCountry, ForceFigure, ForceLimit } from "./answers";
import { Certainty } from "./Certainty";
import { dataWord } from "./dataWords";
import { count } from "./format";
import { remarks } from "./remarks";

export function Held({ on, countries }: { on: string; countries: readonly ForceCountry[] }) {
  const figures = countries.flatMap((country) => [...(country.whole ? [country.whole] : []), ...country.legs.flatMap((leg) => [leg.warheads, ...leg.deployed]), ...country.counts].map((figure) => ({ country: country.country, figure })));
  const limits = countries.flatMap((country) => country.limits.map((limit) => ({ country: country.country, limit })));
  return (
    <section class="part">
      <h3>{t("Held on {day}", { day: date(on) })}</h3>
      {limits.length ? <Table caption={t("Limits that bind on the day")} columns={limitColumns()} rows={limits} file="forces-limits" /> : null}
      <Folded printed={false} line={t("Every figure by country")}>{() => <Table caption={t("Figures")} columns={figureColumns()} rows={figures} file="forces" />}</Folded>
      <Folded printed={false} line={t("What sources disagree on, and what is not known")}>
        {() => (
          <ul class="plain">
            {countries.flatMap((country) =>
              [...country.conflicts, ...country.gaps, ...country.left_out].map((line) => (
                <li key={`${country.country}${line}`}>
                  <b>{dataWord(country.country)}</b>: {t(line)}
                </li>
              )),
            )}
          </ul>
        )}
      </Folded>
    </section>
  );
}

type OfCountry = { country: string; figure: ForceFigure };
type Bound = { country: string; limit: ForceLimit };

const figureColumns = (): Column<OfCountry>[] => [
  { head: t("Country"), show: (row) => dataWord(row.country), raw: (row) => row.country },
  { head: t("What"), show: (row) => t(row.figure.what), raw: (row) => row.figure.what },
  {
    head: t("Number"),
    number: true,
    show: (row) => (row.figure.value === null ? t("not known") : row.figure.at_least ? t("at least {number}", { number: count(row.figure.value) }) : count(row.figure.value)),
    raw: (row) => row.figure.value,
  },
  { head: t("Counted how"), show: (row) => t(row.figure.counted), raw: (row) => row.figure.counted },
  { head: t("As of"), show: (row) => date(row.figure.as_of ?? ""), raw: (row) => row.figure.as_of },
  { head: t("Certainty"), show: (row) => <Certainty of={row.figure.certainty} />, raw: (row) => row.figure.certainty },
  { head: t("Remark"), show: (row) => remarks(row.figure).map((said) => t(said)).join("; "), raw: (row) => remarks(row.figure).join("; ") },
];

const limitColumns = (): Column<Bound>[] => [
  { head: t("Country"), show: (row) => dataWord(row.country), raw: (row) => row.country },
  { head: t("Treaty"), show: (row) => dataWord(row.limit.treaty), raw: (row) => row.limit.treaty },
  { head: t("Limit on"), show: (row) => t(row.limit.title), raw: (row) => row.limit.title },
  { head: t("Limit"), number: true, show: (row) => count(row.limit.limit), raw: (row) => row.limit.limit },
  { head: t("Held"), number: true, show: (row) => (row.limit.held === null ? t("not known") : count(row.limit.held)), raw: (row) => row.limit.held },
  { head: t("To spare"), number: true, show: (row) => count(row.limit.headroom), raw: (row) => row.limit.headroom },
  { head: t("Counted how"), show: (row) => t(row.limit.counted), raw: (row) => row.limit.counted },
  { head: t("As of"), show: (row) => date(row.limit.as_of ?? ""), raw: (row) => row.limit.as_of },
  { head: t("Certainty"), show: (row) => <Certainty of={row.limit.certainty} />, raw: (row) => row.limit.certainty },
];
