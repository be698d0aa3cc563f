import type { ReadonlySignal } from "@preact/signals";
import { t } from "../language/language";
import type { Problem } from "../state/problem";

interface ProblemsProps {
  title: string;
  problems: ReadonlySignal<Problem[]>;
  onClose: () => void;
}

/** Everything that is wrong, in one message that stays until it is put away. */
export function Problems({ title, problems, onClose }: ProblemsProps) {
  if (problems.value.length === 0) return null;
  return (
    <section class="problems" role="alert">
      <div>
        <strong>{title}</strong>
        <ul>
          {problems.value.map(({ where, message }) => (
            <li key={`${where} ${message}`}>
              {where !== "" && <code>{where}</code>} {t(message)}
            </li>
          ))}
        </ul>
      </div>
      <button type="button" class="button quiet" onClick={onClose}>
        {t("Close")}
      </button>
    </section>
  );
}
