import { useState } from "preact/hooks";
import { t } from "../language/language";
import { askSaved, problemsIn } from "../live/api";
import { addressNow, resetAll } from "../state/actions";
import { countChanges } from "../state/changes";
import { refreshWelcome } from "../state/opener";
import { state } from "../state/store";
import { CopyText } from "./CopyText";
import { Menu } from "./Menu";

/** The state as an address, and as a dossier of one's own. */
export function ShareMenu() {
  const [name, setName] = useState("");
  const [told, setTold] = useState("");
  const now = state.value;
  const save = async (event: Event) => {
    event.preventDefault();
    if (!now) return;
    try {
      const { folder } = await askSaved(now, name.trim());
      await refreshWelcome();
      setTold(t("Saved as {folder}. It opens under “Your folders”.", { folder }));
    } catch (error) {
      setTold(problemsIn(error).map((one) => t(one.message)).join(" "));
    }
  };
  const changes = now ? countChanges(now) : 0;
  return (
    <Menu label={t("Share…")} title={t("Share and save")}>
      <CopyText label={t("The address holds everything that was changed")} text={`${location.origin}${addressNow()}`} />
      <form class="save-form" onSubmit={(event) => void save(event)}>
        <label>
          {t("Save what is on the screen as a dossier called")}
          <input type="text" required pattern="[a-z0-9][a-z0-9\-]*" placeholder="my-talks" value={name} onInput={(event) => setName(event.currentTarget.value)} />
        </label>
        <button type="submit" class="button">
          {t("Save")}
        </button>
      </form>
      <p class="fine" role="status">
        {told}
      </p>
      {changes > 0 && (
        <button type="button" class="button" data-closes onClick={resetAll}>
          {t("Take back every change")}
        </button>
      )}
    </Menu>
  );
}
