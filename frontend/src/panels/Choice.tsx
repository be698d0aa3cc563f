/** A few choices in a row, one of them taken. */

interface ChoiceProps<Value extends string | number> {
  label: string;
  value: Value;
  of: readonly { value: Value; text: string }[];
  onChoose: (value: Value) => void;
}

export function Choice<Value extends string | number>({ label, value, of, onChoose }: ChoiceProps<Value>) {
  return (
    <div class="pick-row" role="group" aria-label={label}>
      <span class="pick-label" aria-hidden="true">
        {label}
      </span>
      {of.map((one) => (
        <button type="button" key={one.value} aria-pressed={one.value === value} onClick={() => onChoose(one.value)}>
          {one.text}
        </button>
      ))}
    </div>
  );
}
