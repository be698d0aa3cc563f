import { useState } from "preact/hooks";
import { t } from "../language/language";

/** Text to take away, with a button that puts it on the clipboard and says so. */
export function CopyText({ label, text }: { label: string; text: string }) {
  const [done, setDone] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setDone(true);
    window.setTimeout(() => setDone(false), 2000);
  };
  return (
    <figure class="copy-text">
      <figcaption>
        {label}
        <button type="button" class="button small" onClick={() => void copy()}>
          {done ? t("Copied") : t("Copy")}
        </button>
      </figcaption>
      <pre tabIndex={0} aria-label={label}>
        {text}
      </pre>
    </figure>
  );
}
