import { ORDERS, type ListingQuery } from "../../bank/analytics/query.js";
import { STAGES } from "../../bank/analytics/lifecycle.rule.js";
import { asRecord, BadParameter } from "../../framework/parameters.js";

export interface ListingRequest {
  readonly query: ListingQuery;
  readonly after: string | null;
  readonly limit: number;
}

const KINDS = { PERSON: "PERSON", ORGANISATION: "ORGANIZATION" } as const;
const MOST = 200;

/** The body of a listing request. Whatever it does not know it refuses: a filter that is passed over lists too many. */
export function listingRequest(body: unknown): ListingRequest {
  const given = asRecord(body);
  const unknown = Object.keys(given).filter((name) => !KNOWN.has(name));
  if (unknown.length > 0) throw new BadParameter("a filter is not known");
  const kind = oneOf(given, "customerKind", ["PERSON", "ORGANISATION"] as const);
  return {
    query: {
      managerId: text(given, "managerId"),
      unitIds: texts(given, "unitIds"),
      kind: kind === null ? null : KINDS[kind],
      stages: texts(given, "stages")?.map((stage) => member(stage, "stages", STAGES)) ?? null,
      churnBand: oneOf(given, "churnBand", ["LOW", "MEDIUM", "HIGH"] as const),
      segmentId: text(given, "segmentId"),
      withConfidential: given["withConfidential"] === true,
      mobile: text(given, "mobile"),
      bornFrom: text(given, "bornFrom"),
      nameContains: text(given, "nameContains"),
      order: oneOf(given, "order", ORDERS) ?? "CUSTOMER_NUMBER",
      direction: oneOf(given, "direction", ["ASC", "DESC"] as const) ?? "ASC",
    },
    after: cursorIn(given),
    limit: limitIn(given),
  };
}

const KNOWN: ReadonlySet<string> = new Set([
  "managerId",
  "unitIds",
  "customerKind",
  "stages",
  "churnBand",
  "segmentId",
  "withConfidential",
  "mobile",
  "bornFrom",
  "nameContains",
  "order",
  "direction",
  "after",
  "limit",
]);

export function toListingCursor(crmId: string): string {
  return Buffer.from(crmId).toString("base64url");
}

type Given = Readonly<Record<string, unknown>>;

function cursorIn(given: Given): string | null {
  const cursor = text(given, "after");
  if (cursor === null) return null;
  const crmId = Buffer.from(cursor, "base64url").toString();
  if (!/^\d{4,8}$/.test(crmId)) throw new BadParameter("after is not a cursor of this list");
  return crmId;
}

function limitIn({ limit = 50 }: Given): number {
  if (typeof limit !== "number" || !Number.isInteger(limit) || limit < 1 || limit > MOST) {
    throw new BadParameter(`limit takes 1 to ${MOST}`);
  }
  return limit;
}

function text(given: Given, name: string): string | null {
  const value = given[name] ?? null;
  if (value !== null && (typeof value !== "string" || value === "" || value.length > 100)) {
    throw new BadParameter(`${name} takes a text`);
  }
  return value;
}

function texts(given: Given, name: string): string[] | null {
  const value = given[name] ?? null;
  if (value === null) return null;
  const isList = Array.isArray(value) && value.length <= 10_000 && value.every((each) => typeof each === "string");
  if (!isList) throw new BadParameter(`${name} takes a list of texts`);
  return value;
}

function oneOf<const T extends string>(given: Given, name: string, known: readonly T[]): T | null {
  const value = text(given, name);
  return value === null ? null : member(value, name, known);
}

function member<T extends string>(value: string, name: string, known: readonly T[]): T {
  const found = known.find((each) => each === value);
  if (found === undefined) throw new BadParameter(`${name} does not take that`);
  return found;
}
