import { lang, t } from "../language/language";
import { adjust } from "../state/actions";
import type { Lang } from "../state/contracts";
import { useLang } from "../state/opener";

const languages: [Lang, string][] = [
  ["en", "English"],
  ["ru", "Русский"],
];

async function change(wanted: Lang): Promise<void> {
  await useLang(wanted);
  localStorage.setItem("lang", lang.value);
  adjust({ lang: lang.value });
}

/** The language of the whole page, each named in itself. */
export function LanguageSwitch() {
  return (
    <fieldset class="segments" aria-label={t("Language")}>
      {languages.map(([code, name]) => (
        <button key={code} type="button" lang={code} aria-pressed={lang.value === code} title={name} onClick={() => void change(code)}>
          {code.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
}
