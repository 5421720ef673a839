import { z } from "zod";

/** What a source is kept for by law, in words for the person whose data it is. */
const AML = "Anti-money-laundering law: records of customers and their transactions are kept for ten years";
const reason = z.string().min(1).max(300);

/** Requests of people for their own data. Every default is safe. */
export const rightsConfig = z.strictObject({
  /** A file, ":memory:", or the address of a PostgreSQL database. */
  store: z.string().min(1).default(".data/rights.sqlite"),
  /** The folder of the encrypted packages; several gateways share one. ":memory:" for packages that go with the process. */
  packages: z.string().min(1).default(".data/subject-requests"),
  /** Packages' own keys are kept under it; without one, a key is derived from `identity.secret`. */
  masterSecret: z.string().min(32).optional(),
  /** Days of the bank's calendar in which a request is answered. */
  dueDays: z.int().min(1).max(30).default(15),
  /** How long a complete package can be taken away; an incomplete one as long after its request was due. */
  packageHours: z.int().min(1).max(720).default(168),
  /** How often it can be. */
  mostDownloads: z.int().min(1).max(20).default(3),
  /** How long the sources may take together, and after how long a process that assembles counts as dead. */
  assemblySeconds: z.int().min(5).max(3_600).default(120),
  /** How long to wait for a source that failed before everything is asked again. */
  retryMinutes: z.int().min(1).max(1_440).default(60),
  /** How often the store is looked through for work. */
  everySeconds: z.int().min(1).max(3_600).default(30),
  /** Why the bank keeps what each source holds. */
  retention: z
    .strictObject({
      "core-banking": reason.default(AML),
      loan: reason.default(AML),
      card: reason.default(AML),
      crm: reason.optional(),
      "credit-bureau": reason.optional(),
      tianyancha: reason.optional(),
      qichacha: reason.optional(),
      gleif: reason.optional(),
    })
    .prefault({}),
});
