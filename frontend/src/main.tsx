import { effect } from "@preact/signals";
import { render } from "preact";
import { App } from "./shell/App";
import { start } from "./state/opener";
import { dark, watchSystemTheme } from "./state/store";
import "./styles/tokens.css";
import "./styles/page.css";
import "./styles/parts.css";
import "./styles/print.css";

watchSystemTheme(window.matchMedia("(prefers-color-scheme: dark)"));
effect(() => {
  document.documentElement.dataset.theme = dark.value ? "dark" : "light";
});
render(<App />, document.getElementById("page") as HTMLElement);
void start();
