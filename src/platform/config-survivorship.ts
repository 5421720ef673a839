import { z } from "zod";

const SOURCES = ["core-banking", "loan", "card", "crm", "credit-bureau", "tianyancha", "qichacha", "gleif"] as const;

const priority = z
  .array(z.enum(SOURCES))
  .min(1)
  .refine((names) => new Set(names).size === names.length, "names a source twice");

const STRATEGIES = [
  "SOURCE_PRIORITY",
  "MOST_RECENT",
  "VERIFIED_THEN_RECENT",
  "HIGHEST_TRUST",
  "MAJORITY",
  "AGGREGATE",
  "MANUAL",
] as const;

type Strategy = (typeof STRATEGIES)[number];

/** How one attribute survives: by a strategy, and for SOURCE_PRIORITY in an order of its own where one is given. */
const rule = (strategy: Strategy) =>
  z
    .strictObject({ strategy: z.enum(STRATEGIES).default(strategy), priority: priority.optional() })
    .refine(({ strategy: by, priority: order }) => order === undefined || by === "SOURCE_PRIORITY", {
      message: "an order of sources belongs to SOURCE_PRIORITY alone",
      path: ["priority"],
    })
    .prefault({});

const RULES = {
  LEGAL_NAME: rule("SOURCE_PRIORITY"),
  BIRTH_DATE: rule("SOURCE_PRIORITY"),
  NATIONALITY: rule("SOURCE_PRIORITY"),
  OCCUPATION: rule("MOST_RECENT"),
  ANNUAL_INCOME: rule("MOST_RECENT"),
  MOBILE: rule("VERIFIED_THEN_RECENT"),
  EMAIL: rule("VERIFIED_THEN_RECENT"),
  ADDRESS: rule("VERIFIED_THEN_RECENT"),
  RISK_APPETITE: rule("MOST_RECENT"),
  TAX_RESIDENCY: rule("MOST_RECENT"),
  IDENTITY_DOCUMENT: rule("AGGREGATE"),
  UNIFIED_SOCIAL_CREDIT_CODE: rule("HIGHEST_TRUST"),
  LEI: rule("HIGHEST_TRUST"),
  REGISTERED_CAPITAL: rule("MAJORITY"),
  REGISTRATION_STATUS: rule("MOST_RECENT"),
  LEGAL_REPRESENTATIVE: rule("MAJORITY"),
  INDUSTRY: rule("MAJORITY"),
} as const;

const weight = (points: number) => z.number().min(0).max(1_000).default(points);

const PERSON = {
  LEGAL_NAME: weight(10),
  IDENTITY_DOCUMENT: weight(15),
  DOCUMENT_EXPIRY: weight(10),
  BIRTH_DATE: weight(5),
  NATIONALITY: weight(5),
  VERIFIED_MOBILE: weight(15),
  ADDRESS: weight(10),
  OCCUPATION: weight(10),
  ANNUAL_INCOME: weight(5),
  EMAIL: weight(5),
  RISK_APPETITE: weight(5),
  TAX_RESIDENCY: weight(5),
} as const;

const ORGANIZATION = {
  LEGAL_NAME: weight(15),
  UNIFIED_SOCIAL_CREDIT_CODE: weight(25),
  LEI: weight(5),
  REGISTRATION_STATUS: weight(10),
  REGISTERED_CAPITAL: weight(10),
  LEGAL_REPRESENTATIVE: weight(20),
  INDUSTRY: weight(5),
  ADDRESS: weight(10),
} as const;

/** How golden values are chosen and judged. Every default is one that a bank can start with. */
export const survivorshipConfig = z.strictObject({
  rules: z.strictObject(RULES).prefault({}),
  /** The order in which sources are believed where a rule goes by it: in-person identification first. */
  priority: priority.default(["core-banking", "loan", "card", "crm", "gleif", "tianyancha", "qichacha"]),
  recency: z
    .strictObject({
      /** How much of its trust a statement loses in a year. */
      lostPerYear: z.number().min(0).max(1).default(0.1),
      /** What is left at least; also of a statement that nobody dated. */
      floor: z.number().min(0).max(1).default(0.5),
    })
    .prefault({}),
  completeness: z
    .strictObject({
      person: z.strictObject(PERSON).prefault({}),
      organization: z.strictObject(ORGANIZATION).prefault({}),
    })
    .prefault({}),
  overrides: z
    .strictObject({
      /** A file, ":memory:", or the address of a PostgreSQL database. */
      store: z.string().min(1).default(".data/overrides.sqlite"),
      /** The longest that a steward's choice may stand before somebody has to make it again. */
      maximumDays: z.int().min(1).max(3_650).default(365),
    })
    .prefault({}),
});

export type SurvivorshipSettings = z.infer<typeof survivorshipConfig>;
