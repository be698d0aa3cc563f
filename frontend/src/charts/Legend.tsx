/** Which mark is which side. */

import { t } from "../language/language";
import type { SideOf } from "../panels/naming";

export function Legend({ sides, extra = [] }: { sides: readonly SideOf[]; extra?: readonly { mark: string; text: string }[] }) {
  return (
    <ul class="legend">
      {sides.map(({ side, title }) => (
        <li key={side}>
          <span class={`key key-${side.toLowerCase()}`} aria-hidden="true" />
          {t("{side}: {title}", { side, title })}
        </li>
      ))}
      {extra.map(({ mark, text }) => (
        <li key={text}>
          <span class={`key key-${mark}`} aria-hidden="true" />
          {text}
        </li>
      ))}
    </ul>
  );
}
