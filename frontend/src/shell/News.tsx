import { useEffect } from "preact/hooks";
import { t } from "../language/language";
import { news } from "../state/store";

const shownFor = 6000;

/** Something short that happened elsewhere; it goes away by itself. */
export function News() {
  const text = news.value;
  useEffect(() => {
    if (text === "") return;
    const timer = window.setTimeout(() => (news.value = ""), shownFor);
    return () => window.clearTimeout(timer);
  }, [text]);
  return (
    <p class="news" role="status">
      {t(text)}
    </p>
  );
}
