/** Crux: the assumptions that separate the two sides on one question, and the values at which an answer turns. */

import { useMemo, useState } from "preact/hooks";
import { Folded } from "../charts/Folded";
import { useAnswer } from "../jobs/useAnswer";
import { plural, t } from "../language/language";
import type { State } from "../state/contracts";
import type { Crux as Answer, CruxAnswer } from "./answers";
import { CruxQuestion } from "./CruxQuestion";
import { Frame } from "./Frame";
import { questionLine, sideOf } from "./naming";
import type { Shown } from "./Panel";
import { differs, opening, ranked } from "./questions";
import { Rests } from "./Rests";

export function Crux({ state, lang, onCopy }: Shown) {
  const asked = useAnswer<Answer>("crux", state, lang, t("The server does not answer."));
  return (
    <Frame label={t("Crux")} of={[asked]}>
      {asked.answer ? <Questions answer={asked.answer} state={state} onCopy={onCopy} /> : null}
    </Frame>
  );
}

interface QuestionsProps {
  answer: Answer;
  state: State;
  onCopy: Shown["onCopy"];
}

function Questions({ answer, state, onCopy }: QuestionsProps) {
  const looked = `${state.phase}|${state.site}|${state.deterrent}|${state.threat}`;
  const [chosen, setChosen] = useState<{ looked: string; question: string } | null>(null);
  const order = useMemo(() => ranked(answer.answers), [answer]);
  const own = chosen?.looked === looked ? answer.answers.find((one) => one.question === chosen.question) : undefined;
  const shown = own ?? opening(answer, state);
  if (!shown) return <p>{t("Nothing separates these two views: they answer every question alike.")}</p>;
  return (
    <>
      <label class="question-picker">
        <span>{plural(answer.answers.length, "{n} question on which they part", "{n} questions on which they part")}</span>
        <select value={shown.question} onChange={(event) => setChosen({ looked, question: event.currentTarget.value })}>
          <QuestionGroup label={t("Their answers differ")} answer={answer} of={order.filter(differs)} state={state} />
          <QuestionGroup label={t("They differ in how much, or in their ranges")} answer={answer} of={order.filter((one) => !differs(one))} state={state} />
        </select>
      </label>
      <CruxQuestion key={shown.question} crux={answer} answer={shown} state={state} onCopy={onCopy} />
      <Agreed answer={answer} />
      <Rests answer={answer} state={state} />
    </>
  );
}

function QuestionGroup({ label, answer, of, state }: { label: string; answer: Answer; of: readonly CruxAnswer[]; state: State }) {
  if (of.length === 0) return null;
  return (
    <optgroup label={label}>
      {of.map((one) => (
        <option key={one.question} value={one.question}>
          {`${questionLine(answer, one.question)} ${verdicts(one, state)}`}
        </option>
      ))}
    </optgroup>
  );
}

const verdicts = (one: CruxAnswer, state: State): string =>
  one.views.map((view) => `${sideOf(state, view) ?? view}: ${t(one.verdicts[view] ?? "")}`).join(" / ");

function Agreed({ answer }: { answer: Answer }) {
  const same = Object.entries(answer.same);
  if (answer.agree.length + same.length === 0) return null;
  return (
    <Folded printed={false} line={plural(answer.agree.length, "{n} question on which nothing separates them", "{n} questions on which nothing separates them")}>
      {() => (
        <ul class="plain">
          {answer.agree.map((key) => (
            <li key={key}>{questionLine(answer, key)}</li>
          ))}
          {same.map(([later, earlier]) => (
            <li key={later} class="soft">
              {t("{later}: the same as {earlier}", { later: questionLine(answer, later), earlier: questionLine(answer, earlier) })}
            </li>
          ))}
        </ul>
      )}
    </Folded>
  );
}
