import { registerHooks } from "node:module";

/**
 * Loaded ahead of the gateway's own program: operations leave no event, and none is even made. The gateway has no such
 * switch; only a benchmark can be wired like this.
 */
const REPLACED: Readonly<Record<string, string>> = {
  "/src/graph/engine/look-record.js": "./look-record.js",
  "/src/main/record-look.js": "./record-look.js",
};

registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    const replacement = Object.entries(REPLACED).find(([path]) => resolved.url.endsWith(path))?.[1];
    const isOwn = context.parentURL?.includes("/bench/off-audit/") === true;
    return replacement === undefined || isOwn
      ? resolved
      : { ...resolved, url: new URL(replacement, import.meta.url).href };
  },
});
