import { useEffect, useState } from "preact/hooks";
import { num, t } from "../language/language";
import { live } from "../state/opener";
import { line, people, retryAt, role } from "../state/store";

function useNow(running: boolean): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (!running) return;
    setNow(Date.now());
    const timer = window.setInterval(() => setNow(Date.now()), 500);
    return () => window.clearInterval(timer);
  }, [running]);
  return now;
}

/** Whether what is shown is live. */
export function LineBadge() {
  const now = useNow(line.value === "lost");
  if (line.value === "live") return <span class="line-badge" data-line="live">{people.value !== null && (people.value > 1 || role.value !== "both") ? shared() : t("live")}</span>;
  if (line.value === "opening") return <span class="line-badge" data-line="opening">{t("connecting…")}</span>;
  const seconds = Math.max(0, Math.ceil(((retryAt.value ?? now) - now) / 1000));
  return (
    <span class="line-badge" data-line="lost">
      <span role="status">{t("No connection; the last values stay.")}</span> <span>{t("Next attempt in {seconds} s.", { seconds: num(seconds) })}</span>{" "}
      <button type="button" class="button small" onClick={() => live.connect()}>
        {t("Try now")}
      </button>
    </span>
  );
}

function shared(): string {
  const count = num(people.value ?? 1);
  if (role.value === "both") return t("live, {count} at the table", { count });
  if (role.value === "watch") return t("live, {count} at the table, you watch", { count });
  return t("live, {count} at the table, you edit side {side}", { count, side: role.value });
}
