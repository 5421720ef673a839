import { parse, YAMLParseError } from "yaml";
import { z } from "zod";
import { CHANNELS, PURPOSES, SENSITIVE_KINDS, type Rendering, type SensitiveKind } from "../vocabulary.js";
import { CONFIDENTIALITIES, RELATIONS, type AccessFacts } from "./access-facts.js";
import { BANK_OPERATIONS, CUSTOMER_OPERATIONS, type CustomerOperation } from "./operations.js";
import { ROLES } from "./roles.js";

const kinds = z.union([z.literal("OTHERS"), z.array(z.enum(SENSITIVE_KINDS))]).default([]);
const operation = z.enum([...BANK_OPERATIONS, ...(Object.keys(CUSTOMER_OPERATIONS) as CustomerOperation[])]);

const question = {
  /** One plain sentence, printed where the decision is another. */
  case: z.string().min(1),
  /** `customer`, or what a member of staff is. */
  who: z.union([
    z.literal("customer"),
    z.strictObject({
      roles: z.array(z.enum(ROLES)),
      clearance: z.enum(["C1", "C2"]).default("C2"),
      unit: z.string().nullable().default(null),
      unitsAbove: z.array(z.string()).default([]),
    }),
  ]),
  purpose: z.enum(PURPOSES),
  channel: z.enum(CHANNELS).optional(),
  relation: z.array(z.enum(RELATIONS)).default([]),
  customer: z
    .strictObject({
      confidentiality: z.enum(CONFIDENTIALITIES).default("NORMAL"),
      age: z.enum(["ADULT", "MINOR", "UNKNOWN"]).default("ADULT"),
      consents: z.array(z.enum(PURPOSES)).default([]),
    })
    .prefault({}),
  /** `false`: the CRM could not be asked. */
  crmAnswers: z.boolean().default(true),
  businessHours: z.boolean().default(true),
  hasGrant: z.boolean().default(false),
};

const decisionRow = z.strictObject({
  ...question,
  expect: z.strictObject({
    level: z.enum(["NONE", "EXISTENCE_ONLY", "HEADER", "STANDARD", "FULL"]),
    basis: z.string().optional(),
    clear: kinds,
    masked: kinds,
    denied: kinds,
    reasons: z.partialRecord(z.enum(SENSITIVE_KINDS), z.string()).default({}),
    grants: z.boolean().optional(),
    /** Of the kinds that are not clear, those that no grant opens; not asked unless told. */
    closedToGrants: z.union([z.literal("OTHERS"), z.array(z.enum(SENSITIVE_KINDS))]).optional(),
  }),
});
const operationRow = z.strictObject({ ...question, operation, expect: z.enum(["allowed", "denied"]) });
const table = z.array(z.union([operationRow, decisionRow])).min(1);

export type ExpectedDecision = z.infer<typeof decisionRow>;
export type ExpectedRuling = z.infer<typeof operationRow>;

/** A table that cannot be read, and every reason. */
export class TableUnreadable extends Error {
  override readonly name = "TableUnreadable";
}

/** Reads a table of questions and the decisions that are expected. Throws TableUnreadable. */
export function readExpectedDecisions(text: string): readonly (ExpectedDecision | ExpectedRuling)[] {
  let content: unknown;
  try {
    content = parse(text, { maxAliasCount: 0 });
  } catch (error) {
    const place = error instanceof YAMLParseError ? ` (line ${error.linePos?.[0].line ?? "?"})` : "";
    throw new TableUnreadable(`the table is not YAML${place}`);
  }
  const read = table.safeParse(content);
  if (read.success) return read.data;
  throw new TableUnreadable(z.prettifyError(read.error));
}

export function factsOfRow({ who, purpose, channel, relation, customer, ...row }: ExpectedDecision | ExpectedRuling) {
  const staff = who === "customer" ? null : who;
  const facts: AccessFacts = {
    caller: {
      subject: "of-the-table",
      family: staff === null ? "customer" : "staff",
      roles: staff?.roles ?? [],
      clearance: staff?.clearance ?? "C2",
      channel: channel ?? (staff === null ? "MOBILE_BANK" : "RM_WORKBENCH"),
      purpose,
      unit: staff?.unit ?? null,
      unitAncestors: staff?.unitsAbove ?? [],
    },
    customer: {
      confidentiality: customer.confidentiality,
      isMinor: customer.age === "UNKNOWN" ? null : customer.age === "MINOR",
      consent: new Set(customer.consents),
    },
    relations: new Set(relation),
    relationsKnown: row.crmAnswers,
    businessHours: row.businessHours,
    granted: row.hasGrant ? ["of.the.table"] : [],
  };
  return facts;
}

/** What a row expects of each kind; undefined for a kind that it forgets. Nothing is shown of whom nothing is reached. */
export function expectedRendering({ expect }: ExpectedDecision, kind: SensitiveKind): Rendering | undefined {
  const lists = [
    ["CLEAR", expect.clear],
    ["MASKED", expect.masked],
    ["DENIED", expect.denied],
  ] as const;
  const named = lists.find(([, list]) => list !== "OTHERS" && list.includes(kind));
  const other = lists.find(([, list]) => list === "OTHERS");
  return (named ?? other)?.[0] ?? (expect.level === "NONE" ? "DENIED" : undefined);
}
