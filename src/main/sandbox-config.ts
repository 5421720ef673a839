import type { Sandbox } from "../../sandbox/main.js";
import { checkConfig } from "../platform/config.js";
import type { Config } from "../platform/config-schema.js";

/** The fixture bank's moment: everything in it is of that day. */
export const FIXTURE_TIME = "2026-06-30T10:00:00+08:00";

/** A gateway's configuration for a running sandbox, with embedded stores and the sandbox's own clock. */
export function sandboxConfig(
  { systems, issuer, regions }: Sandbox,
  overrides: {
    readonly server?: object;
    readonly log?: object;
    readonly cache?: object;
    readonly identityStore?: string;
    readonly identity?: object;
    readonly grantStore?: string;
    readonly overrideStore?: string;
    readonly auditStore?: string;
    readonly rights?: object;
    readonly lists?: object;
    readonly cursors?: object;
    readonly resilience?: object;
    /** Settings of single sources, laid over those of the sandbox. */
    readonly sources?: Readonly<Record<string, object>>;
    readonly access?: object;
  } = {},
): Config {
  const at = (name: string) => {
    const system = systems[name];
    if (system === undefined) throw new Error(`the sandbox has no ${name}`);
    return { baseUrl: system.baseUrl, ...system.credentials };
  };
  /** The head office keeps whatever customer or borrower number does not belong to a region. */
  const divided = (name: string) => {
    const { baseUrl, ...credentials } = at(name);
    if (regions.length === 0) return { baseUrl, ...credentials };
    const headOffice = { name: "head-office", baseUrl, keyPrefixes: ["1", "2", "L-"] };
    const others = regions.map((region) => ({ ...region, baseUrl: at(`${name}/${region.name}`).baseUrl }));
    return { parts: [headOffice, ...others], ...credentials };
  };
  const { keyId: key, ...card } = at("card") as Record<string, string>;
  const sources: Record<string, object> = {
    "core-banking": divided("core-banking"),
    loan: divided("loan"),
    card: { ...card, key },
    crm: at("crm"),
    "credit-bureau": at("credit-bureau"),
    tianyancha: at("tianyancha"),
    qichacha: at("qichacha"),
    gleif: at("gleif"),
  };
  return checkConfig({
    server: { host: "127.0.0.1", port: 0, graphiql: true, introspection: true, ...overrides.server },
    clock: { fixedAt: FIXTURE_TIME },
    identity: {
      store: overrides.identityStore ?? ":memory:",
      secret: "a secret of the sandbox, and of nothing else",
      ...overrides.identity,
    },
    audit: { store: overrides.auditStore ?? ":memory:" },
    grants: { store: overrides.grantStore ?? ":memory:" },
    rights: { store: ":memory:", packages: ":memory:", ...overrides.rights },
    survivorship: { overrides: { store: overrides.overrideStore ?? ":memory:" } },
    tokens: { issuer: issuer.issuer, audience: issuer.audience, jwksUri: issuer.jwksUri },
    // The sandbox's clock stands still, so an allowance that is used up would stay so.
    lists: { rowsPerHour: 1_000_000, lookupsPerHour: 1_000_000, ...overrides.lists },
    ...(overrides.cursors && { cursors: overrides.cursors }),
    sources: Object.fromEntries(
      Object.entries(sources).map(([name, source]) => [name, { ...source, ...overrides.sources?.[name] }]),
    ),
    ...(overrides.resilience && { resilience: overrides.resilience }),
    ...(overrides.access && { access: overrides.access }),
    cache: { ...overrides.cache },
    log: { level: "warn", ...overrides.log },
  });
}
