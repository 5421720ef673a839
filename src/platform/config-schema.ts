import { z } from "zod";
import { auditConfig } from "./config-audit.js";
import { extraCalls, hasOneAddress, httpAddress, resilience, sourceParts } from "./config-resilience.js";
import { cacheSchema } from "./cache/cache-settings.js";
import { rightsConfig } from "./config-rights.js";
import { survivorshipConfig } from "./config-survivorship.js";

const secret = z.string().min(1);
const port = z.int().min(0).max(65_535);

const connections = z.int().min(1).max(512).default(64);

const source = <Credentials extends z.ZodRawShape>(credentials: Credentials) =>
  z.strictObject({ baseUrl: httpAddress, connections, resilience, ...credentials });

/** A source that may be divided by region or branch: one address, or several parts. */
const divisible = <Credentials extends z.ZodRawShape>(credentials: Credentials) =>
  z
    .strictObject({ baseUrl: httpAddress.optional(), parts: sourceParts, connections, resilience, ...credentials })
    .refine(hasOneAddress, { path: ["baseUrl"], message: "one address is needed, or parts in its place" });

/** The whole configuration. Unknown keys are mistakes: a misspelt limit must not fall back to its default unseen. */
export const configSchema = z.strictObject({
  server: z
    .strictObject({
      host: z.string().min(1).default("127.0.0.1"),
      port: port.default(4000),
      /** Larger request bodies are refused with 413. */
      bodyLimitBytes: z
        .int()
        .min(1_024)
        .max(10_000_000)
        .default(256 * 1024),
      /** How long one request may take; what is missing by then is named in the answer. */
      deadlineMs: z.int().min(50).max(60_000).default(1_500),
      /** The same for what is asked for by name and known to be slow: a credit report. */
      gatedDeadlineMs: z.int().min(50).max(120_000).default(6_000),
      /** How long a shutdown waits for requests in flight. */
      shutdownGraceMs: z.int().min(0).max(120_000).default(10_000),
      graphiql: z.boolean().default(false),
      introspection: z.boolean().default(false),
    })
    .prefault({}),
  bank: z
    .strictObject({
      timeZone: z.string().refine(isTimeZone, "not an IANA time zone").default("Asia/Shanghai"),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .default("CNY"),
      /** When the bank is at work, in its own time zone: a fact that policies may look at. */
      businessHours: z
        .strictObject({
          from: z.int().min(0).max(23).default(8),
          until: z.int().min(1).max(24).default(20),
          /** 1 is Monday, 7 is Sunday. */
          days: z.array(z.int().min(1).max(7)).default([1, 2, 3, 4, 5, 6, 7]),
        })
        .prefault({}),
    })
    .prefault({}),
  clock: z
    .strictObject({
      /** Stands still at this moment: for demonstrations and tests only. */
      fixedAt: z.iso.datetime({ offset: true }).optional(),
    })
    .prefault({}),
  identity: z.strictObject({
    /** A file, ":memory:", or the address of a PostgreSQL database. */
    store: z.string().min(1).default(".data/identity.sqlite"),
    /** Our customer ids are derived with it: changing it changes the ids of customers not linked before. */
    secret: z.string().min(32),
    /** The index's own keys, the newest first; one made from the secret where none is given. */
    keys: z
      .array(z.strictObject({ id: z.string().regex(/^[a-z0-9]{1,8}$/), secret: z.string().min(32) }))
      .min(1)
      .max(2)
      .optional(),
    matching: z
      .strictObject({
        /** Two records drawn by chance are one customer's once in so many. */
        population: z.number().min(2).max(1e10).default(10_000_000),
        /** From this probability on a score links by itself; from `review` on a steward is asked. */
        link: z.number().min(0.5).max(1).default(0.99),
        review: z.number().min(0).max(1).default(0.5),
        weights: z
          .record(
            z.string(),
            z.record(z.string(), z.strictObject({ m: z.number().gt(0).max(1), u: z.number().gt(0).max(1).nullable() })),
          )
          .default({}),
      })
      .prefault({}),
    /** How often a running gateway asks the sources what has changed; 0 leaves it to `identity ingest`. */
    followEveryMs: z.int().min(0).max(3_600_000).default(500),
  }),
  audit: auditConfig.prefault({}),
  survivorship: survivorshipConfig.prefault({}),
  grants: z
    .strictObject({
      /** A file, ":memory:", or the address of a PostgreSQL database. */
      store: z.string().min(1).default(".data/grants.sqlite"),
      /** The longest that access to a field can be asked for. */
      maximumMinutes: z.int().min(1).max(10_080).default(480),
      /** A request that nobody has decided on comes to nothing after this. */
      decideWithinHours: z.int().min(1).max(720).default(72),
      /** How soon emergency access must be reviewed. */
      reviewWithinHours: z.int().min(1).max(720).default(24),
      /** How much emergency access of one person may wait for its review: then he opens no more. */
      unreviewedEmergencies: z.int().min(0).max(100).default(3),
    })
    .prefault({}),
  rights: rightsConfig.prefault({}),
  cursors: z
    .strictObject({
      /** What cursors are sealed with; without one, a key of its own is derived from `identity.secret`. */
      secret: z.string().min(32).optional(),
      /** Secrets that cursors may still have been sealed with, until those have expired. */
      formerSecrets: z.array(z.string().min(32)).max(4).default([]),
      lifetimeSeconds: z.int().min(1).max(86_400).default(3_600),
    })
    .prefault({}),
  lists: z
    .strictObject({
      /** How many rows of lists of customers one person may walk in an hour, whatever he sees of them. */
      rowsPerHour: z.int().min(100).max(1_000_000).default(5_000),
      /** How many exact numbers one person may look up in an hour, whether or not they find anybody. */
      lookupsPerHour: z.int().min(10).max(1_000_000_000).default(600),
      /** How often one person may search by name in an hour, whatever he finds. */
      searchesPerHour: z.int().min(1).max(1_000_000).default(200),
    })
    .prefault({}),
  tokens: z.strictObject({ issuer: z.string().min(1), audience: z.string().min(1), jwksUri: httpAddress }),
  sources: z.strictObject({
    "core-banking": divisible({ clientId: z.string().min(1), clientSecret: secret }),
    loan: divisible({
      apiKey: secret,
      zoneOffset: z
        .string()
        .regex(/^[+-]\d{2}:\d{2}$/)
        .default("+08:00"),
    }),
    card: source({ key: z.string().min(1), secret }),
    crm: source({ serviceToken: secret }),
    "credit-bureau": source({ user: z.string().min(1), password: secret }),
    tianyancha: source({ token: secret }),
    qichacha: source({ key: z.string().min(1), secret }),
    gleif: source({}),
  }),
  access: z
    .strictObject({
      /** A folder of *.cedar files in the place of the policies that come with the product. */
      policies: z.string().min(1).optional(),
      /** A folder of candidates that are asked beside the policies in force, and never answer. */
      shadowPolicies: z.string().min(1).optional(),
      /** A file of mask settings in the place of the usual ones. */
      masks: z.string().min(1).optional(),
    })
    .prefault({}),
  resilience: extraCalls,
  cache: cacheSchema,
  log: z.strictObject({ level: z.enum(["debug", "info", "warn", "error", "silent"]).default("info") }).prefault({}),
});

export type Config = z.infer<typeof configSchema>;

function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
