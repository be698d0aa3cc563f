/** Something that is there when wanted: a line that opens. What is inside is made only when it is first opened, or printed. */

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";

interface FoldedProps {
  line: ComponentChildren;
  open?: boolean;
  children: () => ComponentChildren;
}

export function Folded({ line, open = false, children }: FoldedProps) {
  const [seen, setSeen] = useState(open);
  useEffect(() => {
    const show = (): void => setSeen(true);
    window.addEventListener("beforeprint", show);
    return () => window.removeEventListener("beforeprint", show);
  }, []);
  return (
    <details open={open} onToggle={(event) => (event.currentTarget as HTMLDetailsElement).open && setSeen(true)}>
      <summary>{line}</summary>
      {seen ? children() : null}
    </details>
  );
}
