import { t } from "../language/language";
import { frame, line, state, waiting } from "../state/store";

/** What the picture says, in one plain sentence; read out when it changes. */
export function Sentence() {
  const sentence = frame.value?.scene.sentence;
  return (
    <p class="sentence" aria-live="polite" aria-busy={waiting.value} data-stale={waiting.value || line.value === "lost"}>
      {sentence ?? (state.value || line.value === "opening" ? t("The first picture is being computed…") : t("Choose a dossier above."))}
    </p>
  );
}
