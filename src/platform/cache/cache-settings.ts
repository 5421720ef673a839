import { z } from "zod";

const seconds = z
  .int()
  .min(0)
  .max(400 * 86_400);
const address = z.url({ protocol: /^rediss?$/ });

/** What may be set of a rule that the source's own facts give. */
const rule = (mostFreshSeconds = 400 * 86_400) =>
  z
    .strictObject({
      scope: z.enum(["shared", "per-caller"]),
      freshSeconds: seconds.max(mostFreshSeconds),
      absentSeconds: seconds.max(mostFreshSeconds),
      whileRevalidatingSeconds: seconds,
      ifErrorSeconds: seconds,
      askAgainWhenStaleSeconds: seconds,
    })
    .partial()
    .optional();

/** Who may see whom hangs on it: longer than a second it would show a customer to somebody who has lost him. */
const decisionFacts = z
  .strictObject({
    scope: z.enum(["shared", "per-caller"]),
    freshSeconds: seconds.max(1),
    absentSeconds: seconds.max(1),
  })
  .partial()
  .optional();

const rules = z.strictObject({
  "core-banking": z
    .strictObject({
      party: rule(),
      accounts: rule(),
      investments: rule(),
      account: rule(),
      investment: rule(),
      search: rule(300),
    })
    .prefault({}),
  loan: z.strictObject({ loans: rule(), loan: rule(), search: rule(300) }).prefault({}),
  card: z.strictObject({ customer: rule(), card: rule(), search: rule(300) }).prefault({}),
  crm: z.strictObject({ customer: decisionFacts, search: rule(300) }).prefault({}),
  tianyancha: z.strictObject({ company: rule() }).prefault({}),
  qichacha: z.strictObject({ company: rule() }).prefault({}),
  gleif: z.strictObject({ company: rule() }).prefault({}),
});

const masterKey = z.strictObject({
  id: z.string().regex(/^[\w.-]{1,64}$/, "letters, digits, dots, hyphens and underscores, at most 64"),
  /** 32 random bytes in base64. */
  key: z.base64().refine((text) => Buffer.from(text, "base64").length === 32, "not 32 bytes in base64"),
});

const place = z.discriminatedUnion("mode", [
  z.strictObject({ mode: z.literal("single"), url: address }),
  z.strictObject({ mode: z.literal("sentinel"), name: z.string().min(1), urls: z.array(address).min(1) }),
  z.strictObject({ mode: z.literal("cluster"), urls: z.array(address).min(1) }),
]);

const redis = z.strictObject({
  place,
  username: z.string().min(1).optional(),
  password: z.string().min(1).optional(),
  tls: z.boolean().default(false),
  /** No request waits longer for Redis than this at a time. */
  timeoutMs: z.int().min(1).max(100).default(10),
  prefix: z
    .string()
    .regex(/^[\w:.{}-]{1,40}$/)
    .default("c360:"),
  /** Names in Redis are hashed with it: another secret finds nothing of what is there. */
  secret: z.string().min(32),
  /** The first wraps the customers' keys, all of them unwrap. */
  masterKeys: z
    .array(masterKey)
    .min(1)
    .max(16)
    .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, "two master keys have one id"),
  /** A stream into which systems write which of their customers have changed; unset, there is none. */
  inbox: z.string().min(1).max(200).optional(),
});

/** The cache of what sources say. */
export const cacheSchema = z
  .strictObject({
    enabled: z.boolean().default(true),
    /** What this process may keep in its own memory. */
    localBytes: z
      .int()
      .min(1024 * 1024)
      .max(64 * 1024 ** 3)
      .default(64 * 1024 * 1024),
    rules: rules.prefault({}),
    redis: redis.optional(),
    /** The secret of each system that reports its changes by calling us; a system without one cannot. */
    webhook: z
      .partialRecord(
        z.enum(["core-banking", "loan", "card", "crm", "tianyancha", "qichacha", "gleif"]),
        z.string().min(32),
      )
      .prefault({}),
  })
  .prefault({});

export type CacheSettings = z.infer<typeof cacheSchema>;
