import { useSignalEffect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { moving } from "../state/store";

/** What stands above the maps. While something is dragged it keeps its height: a line more or less would move the maps under the hand. */
export function Top({ children }: { children: ComponentChildren }) {
  const place = useRef<HTMLDivElement>(null);
  useSignalEffect(() => {
    const box = place.current;
    const held = moving.value;
    if (box) box.style.height = held ? `${box.getBoundingClientRect().height}px` : "";
  });
  return (
    <div class="top" ref={place}>
      <div class="top-words">{children}</div>
    </div>
  );
}
