import { defineConfig } from "vite";

/** The page is built into the Python package and served by it; it may be opened at any address below the root. */
export default defineConfig({
  base: "/",
  build: {
    outDir: "../src/detente/interfaces/static",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: "licences.md" },
  },
});
