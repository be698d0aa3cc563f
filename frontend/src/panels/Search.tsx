/** Search: packages both sides could accept, on a chart of both gains; what each proposal of the record misses, and its bridge. */

import { useMemo, useState } from "preact/hooks";
import { useAnswer } from "../jobs/useAnswer";
import { num, plural, t } from "../language/language";
import type { State } from "../state/contracts";
import type { SearchAnswer } from "./answers";
import { dataWord } from "./dataWords";
import { Frame } from "./Frame";
import { Gains } from "./Gains";
import { Conflicts, Demands } from "./Demands";
import { PackageSheet } from "./PackageSheet";
import { marksOf, type Marked } from "./packages";
import type { Shown } from "./Panel";
import { Rests } from "./Rests";

export function Search({ state, lang }: Shown) {
  const asked = useAnswer<SearchAnswer>("search", state, lang, t("The server does not answer."));
  const none = asked.trouble.find((line) => line.includes("search.toml"));
  if (none) return <NoSearch line={none} />;
  return (
    <Frame label={t("Search")} of={[asked]}>
      {asked.answer?.cloud ? <Found answer={asked.answer} state={state} /> : null}
    </Frame>
  );
}

/** A dossier without topics: what to do about it. */
function NoSearch({ line }: { line: string }) {
  return (
    <section class="panel" aria-label={t("Search")}>
      <h3>{t("There is nothing to search in this dossier yet")}</h3>
      <p>{t(line)}</p>
      <ol class="plain">
        <li>{t("Save this dossier as a folder of your own (Export, the dossier itself).")}</li>
        <li>{t("Write a file search.toml in it: the topics of the talks, the options of each, what each side needs and what it never accepts. The dossier joint-2012 holds one to copy from.")}</li>
        <li>{t("Open the folder here again.")}</li>
      </ol>
    </section>
  );
}

function Found({ answer, state }: { answer: SearchAnswer; state: State }) {
  const marks = useMemo(() => marksOf(answer), [answer]);
  const [picked, setPicked] = useState<string | null>(null);
  const shown = marks.find((mark) => mark.id === picked) ?? marks.find((mark) => mark.kind === "pick") ?? marks[0];
  const { counts, sides } = answer;
  return (
    <>
      <p class="lead">
        {counts.passing === 0
          ? t("None of {possible} packages meets every demand of both sides.", { possible: num(counts.possible) })
          : plural(counts.passing, "{n} package of {possible} meets every demand of both sides.", "{n} packages of {possible} meet every demand of both sides.", { possible: num(counts.possible) })}{" "}
        <span class="soft">{t("{defending} and {deterring} each judge by their own view; compared with no agreement in {year}.", { defending: t(sides.defending), deterring: t(sides.deterring), year: answer.year })}</span>
      </p>
      <div class="search-split">
        <Gains answer={answer} marks={marks} picked={shown?.id ?? null} onPick={setPicked} state={state} />
        <Picker answer={answer} marks={marks} shown={shown} onPick={setPicked} />
      </div>
      {shown ? <PackageSheet answer={answer} mark={shown} onPick={(number) => setPicked(`package/${number}`)} /> : null}
      <Conflicts answer={answer} />
      <Demands answer={answer} />
      <Rests answer={answer} state={state} />
    </>
  );
}

interface PickerProps {
  answer: SearchAnswer;
  marks: readonly Marked[];
  shown: Marked | undefined;
  onPick: (id: string) => void;
}

/** Everything that has a name, as a list: the way to a package without the chart. */
function Picker({ answer, marks, shown, onPick }: PickerProps) {
  const part = (kind: Marked["kind"], title: string) => {
    const own = marks.filter((mark) => mark.kind === kind);
    return own.length ? (
      <>
        <h4>{title}</h4>
        <ul>
          {own.map((mark) => (
            <li key={mark.id}>
              <button type="button" aria-pressed={mark.id === shown?.id} onClick={() => onPick(mark.id)}>
                <b class={`badge badge-${mark.kind}`}>{mark.sign}</b> <span>{mark.names.map(dataWord).join(", ")}</span>
                <small>
                  {mark.package.passes
                    ? t("meets every demand")
                    : plural(mark.package.fails.length, "misses {n} demand", "misses {n} demands")}
                </small>
              </button>
            </li>
          ))}
        </ul>
      </>
    ) : null;
  };
  return (
    <div class="package-list">
      {part("alternative", t("Proposals of the record"))}
      {part("pick", t("What named rules pick"))}
      {answer.rules_agree ? <p class="soft">{t("Every rule picks the same package.")}</p> : null}
      {part("package", t("Other packages that nothing beats"))}
    </div>
  );
}
