import { date, quantity, t } from "../language/language";
import type { State } from "../state/contracts";
import type { Difference, Statement } from "../state/scene";
import { head } from "../state/store";
import { labelOf } from "./label";
import { Menu } from "../shell/Menu";

function who(one: Statement, state: State): string {
  if (one.view === state.a) return "A";
  return one.view === state.b ? "B" : "";
}

/** The document, as its own title says it, and the place in it. */
function Document({ id, where }: { id: string; where: string | null }) {
  const source = head.value?.sources[id];
  if (id === "") return null;
  return (
    <p class="document">
      {source ? <cite>{source.title}</cite> : <code>{id}</code>}
      {source && <>, {t(source.publisher)}</>}
      {source?.date && <>, {date(source.date)}</>}
      {where && <>; {t(where)}</>}
    </p>
  );
}

function Said({ one, side }: { one: Statement; side: string }) {
  return (
    <li class="said" data-side={side}>
      <p>
        {side !== "" && <b class="side-letter">{side}</b>} <b>{quantity(one.text)}</b> <span class="certainty" data-certainty={one.certainty}>{t(one.certainty)}</span>
      </p>
      <p>
        {t(one.holder)}
        {one.kind !== "" && <> · {t(one.kind)}</>}
        {one.date && <> · {date(one.date)}</>}
      </p>
      <Document id={one.source} where={one.where} />
      {one.note && <p class="fine">{t(one.note)}</p>}
    </li>
  );
}

/** A question mark on the screen, the whole question for who cannot see it. */
const sign = (question: string) => (
  <>
    ?<span class="hidden-text"> {question}</span>
  </>
);

/** What an assumption is, and who says what about it, with the place in the document. */
export function Sources({ row, state }: { row: Difference; state: State }) {
  return (
    <Menu className="why" label={sign(t("Who says so: {label}", { label: labelOf(row) }))}>
      <h2 class="sheet-title">{labelOf(row)}</h2>
      <ul class="saids">
        {row.holders.map((one, index) => (
          <Said key={index} one={one} side={who(one, state)} />
        ))}
      </ul>
      <p class="fine">
        <code>{row.key}</code>
      </p>
    </Menu>
  );
}
