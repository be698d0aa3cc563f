import { t } from "../language/language";
import type { Side } from "../state/contracts";

interface WordFieldProps {
  side: Side;
  label: string;
  text: string;
  words: string[];
  disabled: boolean;
  onPut: (text: string) => void;
}

/** An assumption that is a word and not a number. */
export function WordField({ side, label, text, words, disabled, onPut }: WordFieldProps) {
  return (
    <select class="value" data-side={side} aria-label={label} disabled={disabled} value={text} onChange={(event) => onPut(event.currentTarget.value)}>
      {words.map((word) => (
        <option key={word} value={word}>
          {t(word)}
        </option>
      ))}
    </select>
  );
}
