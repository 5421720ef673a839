import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Instant } from "../../../../src/domain/instant.js";
import { seal, Sealed } from "../../../../src/domain/sealed.js";
import { SourceFault } from "../../../../src/domain/source-fault.js";
import {
  RECORD_FORMAT,
  decodeRecord,
  encodeRecord,
  type KeptOutcome,
} from "../../../../src/profile/cache/record-codec.js";
import { weigh } from "../../../../src/profile/cache/record-weight.js";
import { reveal } from "../../../support/reveal.js";

const known = (value: unknown): KeptOutcome => ({
  kind: "known",
  source: "loan",
  asOf: 5 as Instant,
  retrievedAt: 7 as Instant,
  value,
});

const fault = fc
  .record({
    at: fc.option(fc.string(), { nil: undefined }),
    retryAfterSeconds: fc.option(fc.nat(), { nil: undefined }),
  })
  .map(({ at, retryAfterSeconds }) => {
    const detail = { ...(at !== undefined && { at }), ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
    return new SourceFault("loan", "SOURCE_MALFORMED", detail);
  });

const { value: anyRecord } = fc.letrec((tie) => ({
  leaf: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(-1.5)),
  sealed: tie("value").map((value) => seal(value)),
  record: fc.dictionary(
    fc.string({ maxLength: 8 }).filter((name) => !name.startsWith("$") && name !== "__proto__"),
    tie("value"),
    { maxKeys: 5, noNullPrototype: true },
  ),
  list: fc.array(tie("value"), { maxLength: 5 }),
  value: fc.oneof({ maxDepth: 5 }, tie("leaf"), tie("sealed"), fault, tie("list"), tie("record")),
}));

/** Opened, for comparing. */
function opened(value: unknown): unknown {
  if (value instanceof Sealed) return ["sealed", opened(reveal(value))];
  if (value instanceof SourceFault) {
    return ["fault", value.source, value.extensions.code, value.at, value.retryAfterSeconds, value.upstreamCode];
  }
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, opened(each)]));
}

describe("the codec of records", () => {
  it("gives back what it was given, what was sealed sealed, faults as faults", () => {
    fc.assert(
      fc.property(anyRecord, fc.boolean(), (value, isPartial) => {
        const again = decodeRecord(encodeRecord({ outcome: known(value), isPartial }));
        expect(opened(again?.outcome)).toEqual(opened(known(value)));
        expect(again?.isPartial).toBe(isPartial);
        expect(JSON.stringify(again?.outcome)).toBe(JSON.stringify(known(value)));
      }),
    );
  });

  it("gives back an absence", () => {
    const outcome: KeptOutcome = { kind: "absent", source: "card", asOf: 5 as Instant, retrievedAt: 7 as Instant };
    expect(decodeRecord(encodeRecord({ outcome, isPartial: false }))).toEqual({ outcome, isPartial: false });
  });

  it("gives records that nobody can change: many requests share them", () => {
    const again = decodeRecord(encodeRecord({ outcome: known({ items: [{ id: "1" }] }), isPartial: false }));
    const value = (again?.outcome.kind === "known" ? again.outcome.value : null) as { items: { id: string }[] };
    expect(() => value.items.push({ id: "2" })).toThrow(TypeError);
    expect(() => Object.assign(value.items[0] ?? {}, { id: "3" })).toThrow(TypeError);
  });

  it("refuses what is no record, rather than lose a part of it", () => {
    const nots = [new Map(), new Date(0), () => 1, Symbol("x"), Number.NaN, Infinity, 1n, { $sealed: 1 }];
    for (const not of nots) {
      expect(() => encodeRecord({ outcome: known({ not }), isPartial: false })).toThrow(TypeError);
    }
  });

  it("takes nothing for a record that this version did not write", () => {
    const good = encodeRecord({ outcome: known({ a: 1 }), isPartial: false }).toString();
    for (const text of [
      "",
      "{",
      "null",
      "{}",
      "[]",
      "[0]",
      good.replace(`[${RECORD_FORMAT},`, `[${RECORD_FORMAT - 1},`),
      `[${RECORD_FORMAT},false,"known","loan",5,7]`,
    ]) {
      expect(decodeRecord(Buffer.from(text)), text).toBeNull();
    }
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeRecord(Buffer.from(bytes))).toBeNull();
      }),
    );
  });
});

describe("the weight of a record", () => {
  it("tells whole from partial, and what a failed call left out from both", () => {
    const malformed = new SourceFault("loan", "SOURCE_MALFORMED");
    const timedOut = new SourceFault("loan", "SOURCE_TIMEOUT");
    expect(weigh({ items: [], gaps: [] }).condition).toBe("whole");
    expect(weigh({ items: [{ limit: malformed }], gaps: [] }).condition).toBe("partial");
    expect(weigh({ items: [], gaps: [malformed, timedOut] }).condition).toBe("failed");
    expect(weigh({ items: [], gaps: [timedOut, malformed] }).condition).toBe("failed");
    expect(weigh(seal({ hidden: timedOut })).condition).toBe("failed");
  });

  it("grows with everything that is put in, sealed or not", () => {
    fc.assert(
      fc.property(anyRecord, fc.string(), (value, text) => {
        const { bytes } = weigh(value);
        expect(weigh([value, text]).bytes).toBeGreaterThanOrEqual(bytes + text.length);
        expect(weigh(seal([value, text])).bytes).toBeGreaterThan(weigh([value, text]).bytes);
      }),
    );
  });
});
