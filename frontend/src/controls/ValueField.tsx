import { useEffect, useRef } from "preact/hooks";
import { quantity } from "../language/language";
import type { Side } from "../state/contracts";
import { withUnit } from "./scale";

interface ValueFieldProps {
  side: Side;
  label: string;
  text: string;
  unit: string | null;
  disabled: boolean;
  onPut: (text: string) => void;
}

/** A value that can be typed: shown by locale, taken as typed. */
export function ValueField({ side, label, text, unit, disabled, onPut }: ValueFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const shown = quantity(text);
  useEffect(() => {
    if (field.current && document.activeElement !== field.current) field.current.value = shown;
  });
  const put = () => {
    const typed = field.current?.value ?? "";
    if (typed.trim() === "" || typed === text || typed === shown) {
      if (field.current) field.current.value = shown;
    } else onPut(withUnit(typed, unit));
  };
  return (
    <input
      ref={field}
      type="text"
      class="value"
      data-side={side}
      aria-label={label}
      disabled={disabled}
      defaultValue={shown}
      onFocus={(event) => {
        event.currentTarget.value = text;
        event.currentTarget.select();
      }}
      onBlur={put}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
    />
  );
}
