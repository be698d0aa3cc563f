import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";

/**
 * Every chart holds one style element of Plot's own. The content policy allows it by its hash, counted here from the
 * source that is bundled, so that another version of Plot brings another hash; the server reads csp.json.
 */
function chartStyles(): Plugin {
  const source = (file: string) => readFileSync(new URL(`node_modules/@observablehq/plot/src/${file}`, import.meta.url), "utf8");
  return {
    name: "chart-styles",
    apply: "build",
    generateBundle() {
      const style = /append\("style"\)\.text\(\s*`([^`]*)`/.exec(source("plot.js"))?.[1];
      const name = /name === undefined\) return "([^"]+)"/.exec(source("style.js"))?.[1];
      if (!style || !name) throw new Error("the style of Plot's charts was not found: see chartStyles in vite.config.ts");
      const hash = createHash("sha256").update(style.replaceAll("${className}", name)).digest("base64");
      this.emitFile({ type: "asset", fileName: "csp.json", source: JSON.stringify({ styles: [`sha256-${hash}`] }) });
    },
  };
}

/** The page is built into the Python package and served by it; it may be opened at any address below the root. */
export default defineConfig({
  base: "/",
  plugins: [chartStyles()],
  build: {
    outDir: "../src/detente/interfaces/static",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: "licences.md" },
  },
});
