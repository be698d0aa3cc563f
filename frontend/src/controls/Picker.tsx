import { useId } from "preact/hooks";
import { t } from "../language/language";
import { mayLook } from "../live/roles";
import { role } from "../state/store";

export interface Choice {
  id: string;
  name: string;
  disabled?: boolean;
}

interface PickerProps {
  label: string;
  choices: Choice[];
  chosen: string | null;
  onPick: (id: string) => void;
}

/** One of a few named things. */
export function Picker({ label, choices, chosen, onPick }: PickerProps) {
  const id = useId();
  if (choices.length === 0) return null;
  return (
    <p class="picker">
      <label for={id}>{label}</label>
      <select id={id} disabled={!mayLook(role.value)} value={chosen ?? ""} onChange={(event) => onPick(event.currentTarget.value)}>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id} disabled={choice.disabled ?? false}>
            {t(choice.name)}
          </option>
        ))}
      </select>
    </p>
  );
}
