import * as fc from "fast-check";
import type { Attribute } from "../../src/domain/attribute.js";
import type { Instant } from "../../src/domain/instant.js";
import { seal } from "../../src/domain/sealed.js";
import type { SourceName } from "../../src/domain/source.js";
import type { Verification } from "../../src/domain/statement.js";
import type { AttributeStatement } from "../../src/profile/survivorship/stated.js";
import { NOON } from "./parties.js";

export const DAY_MS = 86_400_000;

/** A moment some days before the fixture's noon. */
export const daysAgo = (days: number): Instant => (NOON - days * DAY_MS) as Instant;

export function statement(
  parts: Partial<Omit<AttributeStatement, "value">> & { readonly value?: string } = {},
): AttributeStatement {
  const { value = "13800001234", ...rest } = parts;
  return {
    attribute: "MOBILE",
    source: "crm",
    recordId: "1",
    value: seal(value),
    subject: "",
    place: 0,
    observedAt: null,
    verification: "NONE",
    collectedBy: null,
    collectionChannel: null,
    validTo: null,
    document: null,
    contact: null,
    ...rest,
  };
}

/** Statements as sources might make them: few values and moments, so that ties and agreements are common. */
export function anyStatement(
  attribute: Attribute,
  subjects: readonly string[] = [""],
): fc.Arbitrary<AttributeStatement> {
  return fc
    .record({
      source: fc.constantFrom<SourceName>("core-banking", "loan", "card", "crm"),
      recordId: fc.constantFrom("1", "2"),
      value: fc.constantFrom("13800001234", "+86 138-0000-1234", "13900005678", "1", "a@b.cn"),
      subject: fc.constantFrom(...subjects),
      observedAt: fc.constantFrom(null, daysAgo(1), daysAgo(800), daysAgo(9_000)),
      verification: fc.constantFrom<Verification>(
        "VERIFIED_OTP",
        "VERIFIED_DOCUMENT",
        "VERIFIED_AUTHORITY",
        "SELF_DECLARED",
        "DERIVED",
        "NONE",
        "FAILED_VALIDATION",
      ),
    })
    .map((parts) => statement({ ...parts, attribute }));
}
