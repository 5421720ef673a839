import { describe, expect, it } from "vitest";
import { layerOffences } from "../../../scripts/checks/layers.ts";
import rules from "../../../.dependency-cruiser.mjs";
import { temporaryTree } from "../../support/temporary-tree.js";

const LEAF = "export type Thing = string; export const thing = 1;";
const PACKAGE = '{ "type": "module", "dependencies": {}, "devDependencies": { "fast-check": "1.0.0" } }';

/** The names of the rules broken by one file that imports another, as a value or as a type. */
async function broken(from: string, to: string, how: "value" | "type"): Promise<string[]> {
  const library = !to.includes("/");
  const target = library ? to : relative(from, to);
  const root = await temporaryTree({
    "package.json": PACKAGE,
    [from]: `import ${how === "type" ? "type { Thing }" : "{ thing }"} from "${target}"; export const used = 1;`,
    ...(library
      ? {
          [`node_modules/${to}/package.json`]: `{ "name": "${to}", "main": "index.js" }`,
          [`node_modules/${to}/index.js`]: LEAF,
        }
      : { [to]: LEAF }),
  });
  return (await layerOffences(root)).map((line) => line.slice(0, line.indexOf(":")));
}

function relative(from: string, to: string): string {
  return "../".repeat(from.split("/").length - 1) + to.replace(/\.ts$/, ".js");
}

const REFUSED: [rule: string, from: string, to: string][] = [
  ["room-domain", "src/domain/a.ts", "src/platform/b.ts"],
  ["room-platform", "src/platform/a.ts", "src/domain/b.ts"],
  ["room-access", "src/access/a.ts", "src/sources/core/source.ts"],
  ["room-access", "src/access/a.ts", "src/audit/b.ts"],
  ["room-audit", "src/audit/a.ts", "src/access/b.ts"],
  ["room-sources", "src/sources/core/source.ts", "src/access/b.ts"],
  ["room-rights", "src/rights/a.ts", "src/graph/b.ts"],
  ["room-identity", "src/identity/a.ts", "src/profile/b.ts"],
  ["room-profile", "src/profile/a.ts", "src/graph/b.ts"],
  ["room-profile", "src/profile/a.ts", "src/identity/b.ts"],
  ["room-graph", "src/graph/loan/loan.resolver.ts", "src/sources/loan/source.ts"],
  ["room-graph", "src/graph/context.ts", "src/platform/clock.ts"],
  ["sources-apart", "src/sources/core/source.ts", "src/sources/card/wire.ts"],
  ["nobody-imports-main", "src/server.ts", "src/main.ts"],
  ["nobody-imports-server", "src/graph/a.ts", "src/server.ts"],
  ["room-sandbox", "sandbox/core/a.ts", "src/platform/http.ts"],
  ["room-web", "web/console/a.ts", "src/domain/b.ts"],
  ["product-without-tests", "src/domain/a.ts", "test/support/b.ts"],
  ["product-without-dev-dependencies", "src/domain/a.ts", "fast-check"],
  ["known-rooms-only", "src/misc/a.ts", "src/domain/b.ts"],
  ["door-undici", "src/sources/core/client.ts", "undici"],
  ["door-ioredis", "src/profile/a.ts", "ioredis"],
  ["door-jsonwebtoken", "src/platform/http.ts", "jsonwebtoken"],
  ["door-jwks-rsa", "src/access/a.ts", "jwks-rsa"],
  ["door-@cedar-policy", "src/profile/a.ts", "@cedar-policy/cedar-wasm"],
  ["door-pg", "src/access/a.ts", "pg"],
  ["door-lru-cache", "src/profile/a.ts", "lru-cache"],
  ["door-prom-client", "src/profile/a.ts", "prom-client"],
  ["opening-seals", "src/graph/a.ts", "src/domain/unseal.ts"],
  ["opening-seals", "src/profile/cache/outcome-cache.ts", "src/domain/unseal.ts"],
  ["opening-seals", "src/platform/cache/shared-level.ts", "src/domain/unseal.ts"],
  ["door-opencc-js", "src/profile/a.ts", "opencc-js"],
  ["door-pinyin-pro", "src/profile/a.ts", "pinyin-pro"],
  ["door-type-graphql", "src/profile/a.ts", "type-graphql"],
];

const ALLOWED: [from: string, to: string][] = [
  ["src/sources/core/client.ts", "src/platform/http.ts"],
  ["src/sources/core/wire.ts", "src/sources/source.ts"],
  ["src/profile/a.ts", "src/access/b.ts"],
  ["src/graph/loan/loan.resolver.ts", "src/profile/b.ts"],
  ["src/graph/loan/loan.type.ts", "src/graph/engine/b.ts"],
  ["src/main.ts", "src/server.ts"],
  ["src/main.ts", "sandbox/start.ts"],
  ["src/server.ts", "src/platform/clock.ts"],
  ["sandbox/core/a.ts", "src/domain/money.ts"],
  ["test/journeys/a.test.ts", "src/sources/core/wire.ts"],
  ["test/journeys/a.test.ts", "src/server.ts"],
  ["bench/a.ts", "src/server.ts"],
  ["src/platform/http.ts", "undici"],
  ["src/platform/http-agent.ts", "undici"],
  ["src/platform/cache/redis.ts", "ioredis"],
  ["src/platform/postgres.ts", "pg"],
  ["src/platform/cache/local-level.ts", "lru-cache"],
  ["src/platform/metrics.ts", "prom-client"],
  ["src/access/disclosed.ts", "src/domain/unseal.ts"],
  ["src/profile/cache/record-codec.ts", "src/domain/unseal.ts"],
  ["src/platform/tokens.ts", "jsonwebtoken"],
  ["src/graph/loan/loan.type.ts", "type-graphql"],
];

describe.each(["value", "type"] as const)("a forbidden import of a %s", (how) => {
  it.each(REFUSED)("breaks %s: %s → %s", async (rule, from, to) => {
    expect(await broken(from, to, how)).toContain(rule);
  });

  it.each(ALLOWED)("is not seen in %s → %s", async (from, to) => {
    expect(await broken(from, to, how)).toEqual([]);
  });
});

describe("the rules", () => {
  it("each have a violation above that proves them", () => {
    const proved = new Set([...REFUSED.map(([rule]) => rule), "no-cycles"]);
    expect((rules.forbidden ?? []).map((rule) => rule.name).filter((name) => !proved.has(name ?? ""))).toEqual([]);
  });

  it("refuse a cycle, of types too", async () => {
    const root = await temporaryTree({
      "package.json": PACKAGE,
      "src/domain/a.ts": 'import type { B } from "./b.js"; export type A = B;',
      "src/domain/b.ts": 'import type { A } from "./a.js"; export type B = A;',
    });
    expect((await layerOffences(root)).some((line) => line.startsWith("no-cycles"))).toBe(true);
  });

  it("refuse an import hidden inside a type", async () => {
    const root = await temporaryTree({
      "package.json": PACKAGE,
      "src/domain/a.ts": 'export class A { constructor(readonly b: Array<import("../graph/b.js").Thing>) {} }',
      "src/graph/b.ts": LEAF,
    });
    expect(await layerOffences(root)).toEqual([expect.stringMatching(/^no-inline-import-types: src\/domain\/a\.ts/)]);
  });

  it("refuse a dynamic import and a re-export as well", async () => {
    const root = await temporaryTree({
      "package.json": PACKAGE,
      "src/domain/a.ts": 'export const load = () => import("../platform/p.js");',
      "src/domain/b.ts": 'export type { Thing } from "../platform/p.js";',
      "src/platform/p.ts": LEAF,
    });
    expect(await layerOffences(root)).toHaveLength(2);
  });

  it("read on where something is held with using", async () => {
    const root = await temporaryTree({
      "package.json": PACKAGE,
      "src/domain/a.ts":
        'export async function a() { using b = c(); await using d = await import("../graph/b.js"); for (using e of f) g(e); }',
      "src/graph/b.ts": LEAF,
    });
    expect(await layerOffences(root)).toEqual([
      expect.stringMatching(/^room-domain: src\/domain\/a\.ts imports src\/graph\/b\.ts/),
    ]);
  });

  it("read what decorated classes import", async () => {
    const root = await temporaryTree({
      "package.json": PACKAGE,
      "src/graph/a.ts":
        'import { thing } from "../platform/p.js"; function d(_: unknown, __: string): void {} export class A { @d field = thing; }',
      "src/platform/p.ts": LEAF,
    });
    expect(await layerOffences(root)).toEqual([
      expect.stringMatching(/^room-graph: src\/graph\/a\.ts imports src\/platform\/p\.ts/),
    ]);
  });
});
