/** Something that is there when wanted: a line that opens. What is inside is made only when it is first opened, or printed. */

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";

interface FoldedProps {
  line: ComponentChildren;
  open?: boolean;
  /** Whether it is printed even when it is folded: a table beside its chart is, long lists are not. */
  printed?: boolean;
  children: () => ComponentChildren;
}

export function Folded({ line, open = false, printed = true, children }: FoldedProps) {
  const [seen, setSeen] = useState(open);
  useEffect(() => {
    if (!printed) return;
    const show = (): void => setSeen(true);
    window.addEventListener("beforeprint", show);
    return () => window.removeEventListener("beforeprint", show);
  }, [printed]);
  return (
    <details open={open} class={printed ? "printed" : ""} onToggle={(event) => (event.currentTarget as HTMLDetailsElement).open && setSeen(true)}>
      <summary>{line}</summary>
      {seen ? children() : null}
    </details>
  );
}
