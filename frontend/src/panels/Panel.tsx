/** One panel of the page. Each is fetched when it is first opened. */

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../language/language";
import type { PanelName, PanelProps } from "../state/contracts";
import "./panels.css";

/** What every panel gets. */
export type Shown = Omit<PanelProps, "name">;

const PANELS: Record<PanelName, (() => Promise<ComponentType<Shown>>) | null> = {
  picture: null,
  security: () => import("./Security").then((part) => part.Security),
  balance: () => import("./Balance").then((part) => part.Balance),
  crux: () => import("./Crux").then((part) => part.Crux),
  treaties: () => import("./Treaties").then((part) => part.Treaties),
  forces: () => import("./Forces").then((part) => part.Forces),
  claims: () => import("./Claims").then((part) => part.Claims),
  search: () => import("./Search").then((part) => part.Search),
};

export function Panel({ name, ...shown }: PanelProps) {
  const [found, setFound] = useState<{ name: PanelName; part: ComponentType<Shown> } | null>(null);
  const [lost, setLost] = useState(false);

  useEffect(() => {
    let gone = false;
    setLost(false);
    PANELS[name]?.().then(
      (part) => !gone && setFound({ name, part }),
      () => !gone && setLost(true),
    );
    return () => {
      gone = true;
    };
  }, [name]);

  if (PANELS[name] === null) return null;
  if (lost) return <p class="panel">{t("This part of the page could not be loaded. Is the server still running? Reload the page to try again.")}</p>;
  if (found?.name !== name) return <p class="panel">{t("Loading")} …</p>;
  const Part = found.part;
  return <Part {...shown} />;
}
