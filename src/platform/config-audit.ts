import { z } from "zod";

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
const redisUrl = z.url({ protocol: /^rediss?$/ });
const redisStream = z.strictObject({
  url: redisUrl,
  stream: z.string().min(1).max(200),
  /** About how many entries the stream keeps. */
  keep: z.int().min(1_000).max(100_000_000).default(1_000_000),
});
const hour = z.int().min(0).max(24);

/** The audit trail: where it lies, how it is proven, who is told of it. Every default is safe. */
export const auditConfig = z.strictObject({
  /** An SQLite file, or ":memory:" for a trail that goes with the process. Not used where `postgres` is given. */
  store: z.string().min(1).default(".data/audit.sqlite"),
  postgres: z
    .strictObject({
      url: postgresUrl,
      /** For `audit setup` and `audit retention` alone: a gateway is never given it. */
      ownerUrl: postgresUrl.optional(),
      connections: z.int().min(2).max(64).default(6),
    })
    .optional(),
  /** Starts the names under which this gateway writes. */
  writer: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
    .default("gateway"),
  /** Events that may wait for the store; more are refused at once. */
  queueLimit: z.int().min(100).max(1_000_000).default(10_000),
  /** How long an event may take to become durable. */
  timeoutMs: z.int().min(50).max(60_000).default(1_000),
  /** Which operations need not be durable before their answer leaves: those that show nothing sensitive, or at most C1. */
  buffer: z.enum(["none", "public", "C1"]).default("none"),
  /** An Ed25519 private key, PKCS #8 in PEM form. One is made for development where the file is the default and missing. */
  signingKeyFile: z.string().min(1).default(".data/audit-signing-key.pem"),
  /** Public keys, PEM, of signing keys that this trail was sealed with before: for who asks the graph whether it is whole. */
  trustedKeysFile: z.string().min(1).optional(),
  sealEverySeconds: z.int().min(1).max(86_400).default(60),
  /** Where signed roots are published, so that nobody who holds the store can write its history anew. */
  publish: z
    .strictObject({
      file: z.string().min(1).optional(),
      webhook: z.url({ protocol: /^https?$/ }).optional(),
      redis: redisStream.optional(),
    })
    .prefault({}),
  /** Every event, for those who watch. */
  stream: redisStream.optional(),
  /** Months whose events are kept; older ones are removed by `audit retention`, and their seals stay. */
  retentionMonths: z.int().min(6).max(1_200).default(60),
  query: z
    .strictObject({
      mostDays: z.int().min(1).max(4_000).default(400),
      mostPerPage: z.int().min(1).max(1_000).default(200),
    })
    .prefault({}),
  anomalies: z
    .strictObject({
      /** Customers outside the portfolio that one member of staff may open within an hour. */
      outsidePerHour: z.int().min(1).default(10),
      /** Denials that one member of staff may meet within an hour. */
      denialsPerHour: z.int().min(1).default(10),
      /** Members of staff who may open one customer within a day. */
      viewersPerDay: z.int().min(1).default(8),
      /** The bank's hours, in its own time zone. */
      opensAt: hour.default(7),
      closesAt: hour.default(21),
    })
    .prefault({}),
});

export type AuditConfig = z.infer<typeof auditConfig>;
