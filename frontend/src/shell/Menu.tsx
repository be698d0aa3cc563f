import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { placeBeside } from "./placing";

interface MenuProps {
  label: ComponentChildren;
  /** Said of the button while it is pointed at. */
  title?: string;
  className?: string;
  children: ComponentChildren;
}

/** A button and the sheet it opens: closed by Escape, by a press elsewhere, or by choosing. What is on it is made when it opens. */
export function Menu({ label, title, className = "button", children }: MenuProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (open && button.current && sheet.current) placeBeside(sheet.current, button.current);
  });
  const chosen = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest("[data-closes]")) sheet.current?.hidePopover();
  };
  return (
    <>
      <button ref={button} type="button" class={className} popovertarget={id} aria-expanded={open} title={title}>
        {label}
      </button>
      <div ref={sheet} id={id} popover="auto" class="sheet" onToggle={(event) => setOpen(event.newState === "open")} onClick={chosen}>
        {open && children}
      </div>
    </>
  );
}
