/** One package: its options, both gains, what it misses, and the fewest changes after which it would pass. */

import { num, plural, t } from "../language/language";
import type { Change, SearchAnswer } from "./answers";
import { Certainty } from "./Certainty";
import { dataWord } from "./dataWords";
import { percent } from "./format";
import { choices, packageOf, type Marked } from "./packages";
import { SourceLine } from "./SourceLine";

interface SheetProps {
  answer: SearchAnswer;
  mark: Marked;
  onPick: (number: number) => void;
}

export function PackageSheet({ answer, mark, onPick }: SheetProps) {
  const one = mark.package;
  const proposal = answer.alternatives.find((other) => `alternative/${other.id}` === mark.id);
  const options = choices(answer, one);
  const sign = (value: number): string => `${value > 0 ? "+" : ""}${num(Number(value.toFixed(3)))}`;
  return (
    <section class="part package-sheet" aria-live="polite">
      <h3>
        <b class={`badge badge-${mark.kind}`}>{mark.sign}</b> {mark.names.map(dataWord).join(", ")}
      </h3>
      {proposal ? (
        <p class="soft">
          <SourceLine sources={answer.sources} id={proposal.source} where={proposal.where} /> <Certainty of={proposal.certainty} />
        </p>
      ) : null}
      <p>
        {(["defending", "deterring"] as const).map((role) => (
          <span key={role} class="gain">
            {t(answer.sides[role])}: <b>{sign(one.gain[role])}</b>
          </span>
        ))}
        <span class="gain">{plural(one.burden, "to verify: {n} point", "to verify: {n} points")}</span>
        <span class="gain">{t("holds in {share} of the scenarios", { share: percent(one.robust) })}</span>
      </p>
      <div class="sheet-columns">
        <div>
          <h4>{t("Its options")}</h4>
          <dl class="package-options">
            {options.map(({ topic, option, changed }) => (
              <div key={topic} data-changed={changed ? "" : undefined}>
                <dt>{t(answer.topics[topic] ?? topic)}</dt>
                <dd>{t(answer.options[topic]?.[option] ?? option)}</dd>
              </div>
            ))}
          </dl>
          <p class="soft">{t("In bold: other than without an agreement.")}</p>
        </div>
        <div>
          <h4>{one.passes ? t("It meets every demand of both sides") : t("What it misses")}</h4>
          <ul class="plain">
            {one.fails.map((key) => (
              <Missed key={key} answer={answer} demand={key} />
            ))}
          </ul>
          {proposal?.bridge ? (
            <>
              <h4>{t("Its bridge: the fewest changes after which it passes")}</h4>
              <Changes answer={answer} of={proposal.bridge.changes} />
              <p class="soft">{plural(proposal.bridge.ways, "{n} package is as near.", "{n} packages are as near.")}</p>
              {proposal.bridge.others.map((other) => (
                <div key={JSON.stringify(other)}>
                  <p class="soft">{t("Or:")}</p>
                  <Changes answer={answer} of={other} />
                </div>
              ))}
              {packageOf(answer, proposal.bridge.package)?.front ? (
                <button type="button" onClick={() => onPick(proposal.bridge?.package ?? 0)}>
                  {t("Show where the bridge leads")}
                </button>
              ) : null}
            </>
          ) : null}
          <Shares answer={answer} number={one.number} />
        </div>
      </div>
    </section>
  );
}

function Missed({ answer, demand }: { answer: SearchAnswer; demand: string }) {
  const found = answer.demands.find((one) => one.key === demand);
  if (!found) return <li>{demand}</li>;
  return (
    <li>
      {found.side ? <b>{t(found.side)}</b> : null} {found.kind === "red line" ? t("does not accept: {what}", { what: t(found.name) }) : t(found.name)} <Certainty of={found.certainty} />
    </li>
  );
}

function Changes({ answer, of }: { answer: SearchAnswer; of: readonly Change[] }) {
  const name = (topic: string, option: string): string => t(answer.options[topic]?.[option] ?? option);
  return (
    <ul class="plain">
      {of.map(([topic, before, after]) => (
        <li key={topic}>
          {t(answer.topics[topic] ?? topic)}: <s>{name(topic, before)}</s> → <b>{name(topic, after)}</b>
        </li>
      ))}
    </ul>
  );
}

/** What each option of the package adds to the gain of each side. */
function Shares({ answer, number }: { answer: SearchAnswer; number: number }) {
  const shares = answer.shares.filter((one) => one.package === number);
  if (shares.length === 0) return null;
  const sign = (value: number): string => `${value > 0 ? "+" : ""}${num(Number(value.toFixed(3)))}`;
  return (
    <>
      <h4>{t("What each option adds")}</h4>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("Option")}</th>
            <th scope="col" class="number">
              {t(answer.sides.defending)}
            </th>
            <th scope="col" class="number">
              {t(answer.sides.deterring)}
            </th>
          </tr>
        </thead>
        <tbody>
          {shares.map((one) => (
            <tr key={one.topic}>
              <td>{t(answer.options[one.topic]?.[one.option] ?? one.option)}</td>
              <td class="number">{sign(one.share.defending)}</td>
              <td class="number">{sign(one.share.deterring)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
