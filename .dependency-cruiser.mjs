/**
 * Who may import whom. Every rule has a name and a reason; `npm run check:layers` applies them, types included.
 *
 * A room is a folder of src/. Each room names what it may import of ours; anything else of ours is refused.
 */
const OURS = "^(src|sandbox|web|bench|test|scripts)/";
const ENTRIES = "^src/(main|server)([./]|$)";

/** @type {Record<string, { may: string[], because: string }>} */
const ROOMS = {
  domain: { may: [], because: "The vocabulary is pure: it knows nothing of who uses it." },
  platform: { may: [], because: "The ground floor carries every room and leans on none." },
  access: {
    may: ["domain", "platform"],
    because: "Who may see what is a pure decision, taken without any source at hand.",
  },
  audit: { may: ["domain", "platform"], because: "The record of what was seen must not depend on what was asked." },
  sources: {
    may: ["domain", "platform"],
    because: "A source translates one upstream; it decides nothing about customers or viewers.",
  },
  identity: {
    may: ["sources", "access", "domain", "platform"],
    because: "Linking records asks sources under a decision; it does not assemble profiles.",
  },
  profile: {
    may: ["sources", "access", "domain", "platform"],
    because: "Assembling a customer asks sources under a decision; it knows no GraphQL.",
  },
  rights: {
    may: ["access", "domain", "platform"],
    because: "What people ask about their own data is kept and answered here; what is held of them others gather.",
  },
  graph: {
    may: ["profile", "identity", "rights", "access", "audit", "domain"],
    because: "A resolver asks a loader and returns: sources and platform stay behind profile and identity.",
  },
};

/** One door per library, so that replacing or hardening it is work in one place. */
const DOORS = [
  {
    library: "undici",
    door: "^src/platform/http",
    because: "Every outgoing call passes the one place that sets timeouts and limits.",
  },
  {
    library: "pg",
    door: "^src/platform/postgres",
    because: "Connections, time limits and types of PostgreSQL are set once.",
  },
  { library: "ioredis", door: "^src/platform/", because: "Rooms speak of caches and stores, not of Redis." },
  {
    library: "jsonwebtoken",
    door: "^src/platform/tokens",
    because: "Tokens are verified in one place with one list of algorithms.",
  },
  {
    library: "@cedar-policy",
    door: "^src/access/policy/cedar",
    because: "Its evaluator must be given nothing that could overrun its stack; one place sees to that.",
  },
  { library: "jwks-rsa", door: "^src/platform/tokens", because: "Signing keys are fetched and trusted in one place." },
  {
    library: "pg",
    door: "^src/platform/postgres",
    because: "Rooms speak to a store through kysely, whatever keeps it.",
  },
  { library: "lru-cache", door: "^src/platform/cache/", because: "What is kept in memory is bounded in one place." },
  { library: "prom-client", door: "^src/platform/metrics", because: "Labels are watched over in one place." },
  {
    library: "opencc-js",
    door: "^src/identity/features/name-forms",
    because: "Which characters are one is decided in one place, or two records would differ by who read them.",
  },
  {
    library: "pinyin-pro",
    door: "^src/identity/features/name-forms",
    because: "How a name sounds is decided in one place.",
  },
  { library: "type-graphql", door: "^src/graph/", because: "GraphQL stays in the graph; nothing below it may notice." },
];

const roomRules = Object.entries(ROOMS).map(([room, { may, because }]) => ({
  name: `room-${room}`,
  comment: `${because} It may import ${may.length === 0 ? "nothing of ours" : may.join(", ")}.`,
  severity: "error",
  from: { path: `^src/${room}/` },
  to: { path: OURS, pathNot: [room, ...may].map((name) => `^src/${name}/`) },
}));

const doorRules = DOORS.map(({ library, door, because }) => ({
  name: `door-${library}`,
  comment: `${because} Only ${door.slice(1)} imports ${library}.`,
  severity: "error",
  from: { path: "^src/", pathNot: door },
  to: { path: `(^|node_modules/)${library}(/|$)`, pathNot: OURS },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...roomRules,
    {
      name: "known-rooms-only",
      comment: "src holds the rooms above, main and server; a new room needs a line here that says what it may import.",
      severity: "error",
      from: { path: "^src/", pathNot: [`^src/(${Object.keys(ROOMS).join("|")})/`, ENTRIES] },
      to: {},
    },
    {
      name: "sources-apart",
      comment: "A source never imports another source: an upstream must be removable by deleting its folder.",
      severity: "error",
      from: { path: "^src/sources/([^/]+)/" },
      to: { path: "^src/sources/[^/]+/", pathNot: "^src/sources/$1/" },
    },
    {
      name: "nobody-imports-main",
      comment: "main is the command line: it wires real things and is never a part of something else.",
      severity: "error",
      from: { path: OURS, pathNot: ["^src/main[./]", "^test/"] },
      to: { path: "^src/main[./]" },
    },
    {
      name: "nobody-imports-server",
      comment: "The server is built from given parts; only main, tests and benchmarks build one.",
      severity: "error",
      from: { path: OURS, pathNot: [ENTRIES, "^test/", "^bench/"] },
      to: { path: "^src/server[./]" },
    },
    {
      name: "room-sandbox",
      comment: "The sandbox is somebody else's bank: it may share the vocabulary of src/domain and nothing more.",
      severity: "error",
      from: { path: "^sandbox/" },
      to: { path: OURS, pathNot: ["^sandbox/", "^src/domain/"] },
    },
    {
      name: "room-web",
      comment: "The pages run in a browser and meet the gateway over HTTP only.",
      severity: "error",
      from: { path: "^web/" },
      to: { path: OURS, pathNot: "^web/" },
    },
    {
      name: "product-without-tests",
      comment: "What is shipped never imports tests, benchmarks or scripts.",
      severity: "error",
      from: { path: "^(src|sandbox)/" },
      to: { path: "^(test|bench|scripts)/" },
    },
    {
      name: "product-without-dev-dependencies",
      comment: "What is shipped runs with production dependencies only.",
      severity: "error",
      from: { path: "^(src|sandbox)/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["npm"] },
    },
    {
      name: "opening-seals",
      comment:
        "Seals are opened by access (under a decision), sources (to ask), identity (to compare) and the cache's own files (to encrypt, to weigh, to hash a key): nothing that faces a caller.",
      severity: "error",
      from: {
        path: "^src/",
        pathNot: [
          "^src/(access|sources|identity)/",
          "^src/profile/cache/(record-codec|record-weight|kept-search)[.]ts$",
        ],
      },
      to: { path: "^src/domain/unseal[.]ts$" },
    },
    ...doorRules,
    {
      name: "no-cycles",
      comment: "Two files that need each other are one idea, or hide a third.",
      severity: "error",
      from: { path: "^(src|sandbox)/" },
      to: { circular: true },
    },
  ],
  options: {
    // TypeScript 7 has no JavaScript API yet, so swc reads the files; it sees `import type` as well.
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|coverage)/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
