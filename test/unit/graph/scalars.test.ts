import type { GraphQLScalarType } from "graphql";
import { describe, expect, it } from "vitest";
import { Disclosed } from "../../../src/access/disclosed.js";
import { SENSITIVE_KINDS } from "../../../src/access/vocabulary.js";
import type { Instant } from "../../../src/domain/instant.js";
import { seal } from "../../../src/domain/sealed.js";
import { DateTime, scalarOf, SensitiveInt } from "../../../src/graph/scalars.js";
import { decisionOf } from "../../support/decisions.js";

const clear = decisionOf({ clear: ["OTHER"] });
const text = Disclosed.under(clear, "OTHER", seal("a text"));
const count = Disclosed.under(clear, "OTHER", seal(3));

const SCALARS: readonly GraphQLScalarType[] = [...new Set([...SENSITIVE_KINDS.map(scalarOf), SensitiveInt])];

function codeOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return (error as { extensions?: { code?: string } }).extensions?.code;
  }
}

describe.each(SCALARS.map((scalar): [string, GraphQLScalarType] => [scalar.name, scalar]))(
  "the scalar %s",
  (_, scalar) => {
    const [shown, other] = scalar === SensitiveInt ? [count, text] : [text, count];

    it("passes what was disclosed, for the finished answer to print", () => {
      expect(scalar.serialize(shown)).toBe(shown);
      expect((shown as Disclosed).printed).toBe(scalar === SensitiveInt ? 3 : "a text");
    });

    it.each<[string, unknown]>([
      ["a raw text", "110101199003070011"],
      ["a raw number", 3],
      ["a sealed value", seal("110101199003070011")],
      ["an object that looks disclosed", { printed: "110101199003070011", isMasked: true }],
      ["a value of the other type", other],
    ])("refuses %s, without repeating it", (__, value) => {
      expect(codeOf(() => scalar.serialize(value))).toBe("UNDISCLOSED_VALUE");
      expect(() => scalar.serialize(value)).toThrow(/^(?!.*1101)/);
    });

    it("takes no input", () => {
      expect(codeOf(() => scalar.parseValue("x"))).toBe("BAD_USER_INPUT");
      expect(codeOf(() => scalar.parseLiteral({ kind: "StringValue", value: "x" } as never))).toBe("BAD_USER_INPUT");
    });
  },
);

it("a moment is told in UTC", () => {
  expect(DateTime.serialize(Date.UTC(2026, 5, 30, 2) as Instant)).toBe("2026-06-30T02:00:00.000Z");
});
