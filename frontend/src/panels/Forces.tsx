/** Forces: what was held over the years by each way of counting, beside the limits, and what is held on the day. */

import { useState } from "preact/hooks";
import { useAnswer } from "../jobs/useAnswer";
import { t } from "../language/language";
import type { Forces as OnDay, ForcesHistory, Ledger } from "./answers";
import { Frame } from "./Frame";
import { Held } from "./Held";
import { firstLedger } from "./ledger";
import { LedgerChart } from "./LedgerChart";
import type { Shown } from "./Panel";
import { Rests } from "./Rests";

/** The server may hand over the years, the day, or both. */
type Answer = Partial<Omit<ForcesHistory, "countries">> & Partial<OnDay> & { history?: ForcesHistory };

export function Forces({ state, lang }: Shown) {
  const asked = useAnswer<Answer>("forces", state, lang, t("The server does not answer."));
  const answer = asked.answer;
  const ledgers = answer?.panels ?? answer?.history?.panels ?? [];
  const sources = { ...answer?.history?.sources, ...answer?.sources };
  const countries = (answer?.countries ?? []).filter((country) => typeof country !== "string");
  return (
    <Frame label={t("Forces")} of={[asked]}>
      {answer ? (
        <>
          {ledgers.length ? <Ledgers ledgers={ledgers} /> : null}
          {countries.length && answer.on ? <Held on={answer.on} countries={countries} /> : null}
          {ledgers.length + countries.length === 0 ? <p>{t("No figures of forces are known for this dossier.")}</p> : null}
          <Rests answer={{ dossier: state.dossier, title: "", sources }} state={state} />
        </>
      ) : null}
    </Frame>
  );
}

function Ledgers({ ledgers }: { ledgers: readonly Ledger[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = ledgers.find((ledger) => ledger.key === chosen) ?? firstLedger(ledgers);
  if (!shown) return null;
  return (
    <section class="part">
      <label class="question-picker ledger-picker">
        <span>{t("What was held over the years")}</span>
        <select value={shown.key} onChange={(event) => setChosen(event.currentTarget.value)}>
          {ledgers.map((ledger) => (
            <option key={ledger.key} value={ledger.key}>
              {`${t(ledger.title)}: ${t(ledger.counted)}`}
            </option>
          ))}
        </select>
      </label>
      <LedgerChart key={shown.key} ledger={shown} />
    </section>
  );
}
