import { z } from "zod";
import { cacheSchema } from "./cache/cache-settings.js";

const httpAddress = z.url({ protocol: /^https?$/ }).describe("An http or https address.");
const secret = z.string().min(1);
const port = z.int().min(0).max(65_535);

const source = <Credentials extends z.ZodRawShape>(credentials: Credentials) =>
  z.strictObject({ baseUrl: httpAddress, connections: z.int().min(1).max(512).default(64), ...credentials });

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
    })
    .prefault({}),
  clock: z
    .strictObject({
      /** Stands still at this moment: for demonstrations and tests only. */
      fixedAt: z.iso.datetime({ offset: true }).optional(),
    })
    .prefault({}),
  identity: z.strictObject({
    /** A file, or ":memory:". */
    store: z.string().min(1).default(".data/identity.sqlite"),
    /** Our customer ids are derived with it: changing it changes the ids of customers not linked before. */
    secret: z.string().min(32),
  }),
  tokens: z.strictObject({ issuer: z.string().min(1), audience: z.string().min(1), jwksUri: httpAddress }),
  sources: z.strictObject({
    "core-banking": source({ clientId: z.string().min(1), clientSecret: secret }),
    loan: source({
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
