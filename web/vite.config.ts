import { defineConfig } from "vite";

export default defineConfig({
  base: "/graphiql/",
  build: {
    // Nothing becomes an inline script or a data address: the page runs under a strict content security policy.
    assetsInlineLimit: 0,
    // The licences ask that their texts go wherever the code goes.
    license: { fileName: "licences.md" },
    modulePreload: { polyfill: false },
    // The editor is one large lazily loaded chunk by nature; the default warning at 500 kB says nothing here.
    chunkSizeWarningLimit: 4000,
    reportCompressedSize: false,
    rolldownOptions: {
      onLog(level, log, report) {
        // Hints to React's server and compiler in other people's packages: without meaning in a page.
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") report(level, log);
      },
    },
  },
  worker: { format: "es" },
});
