import { randomBytes } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CacheKeys } from "../../../../src/platform/cache/cache-keys.js";
import { closeEnvelope, headerOf, openEnvelope } from "../../../../src/platform/cache/entry-envelope.js";
import { MasterKeys, newDataKey } from "../../../../src/platform/cache/master-keys.js";

const keys = new CacheKeys("a secret of the test, long enough for it");
const subject = (name: string) => keys.ofSubject("core-banking", name);
const master = { id: "one", key: randomBytes(32) };

function open(entry: string, envelope: Buffer, held: ReadonlyMap<string, ReturnType<typeof newDataKey>>) {
  const header = headerOf(envelope);
  if (typeof header === "string") return header;
  return openEnvelope(entry, envelope, header, (each) => held.get(each));
}

const people = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 });
const content = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));

describe("an envelope", () => {
  it("opens with the keys of all whom it is about, and not without any one of them", () => {
    fc.assert(
      fc.property(people, content, fc.nat(), (names, bytes, pick) => {
        const held = new Map(names.map((name) => [subject(name), newDataKey()]));
        const envelope = closeEnvelope(
          "an entry",
          bytes,
          [...held].map(([each, key]) => ({ subject: each, ...key })),
        );
        expect(open("an entry", envelope, held)).toEqual(bytes);
        const lost = [...held.keys()][pick % held.size] ?? "";
        expect(open("an entry", envelope, new Map([...held].filter(([each]) => each !== lost)))).toBe("key");
        // A later key of the same customer opens nothing of before, though it be claimed to be the earlier one.
        expect(open("an entry", envelope, new Map(held).set(lost, newDataKey()))).toBe("key");
        const forged = { id: held.get(lost)?.id ?? Buffer.alloc(8), key: randomBytes(32) };
        expect(open("an entry", envelope, new Map(held).set(lost, forged))).toBe("tag");
      }),
    );
  });

  it("opens under no other name, and shows a flaw wherever a byte is changed or missing", () => {
    fc.assert(
      fc.property(people, content, fc.nat(), fc.integer({ min: 1, max: 255 }), (names, bytes, place, change) => {
        const held = new Map(names.map((name) => [subject(name), newDataKey()]));
        const envelope = closeEnvelope(
          "an entry",
          bytes,
          [...held].map(([each, key]) => ({ subject: each, ...key })),
        );
        expect(open("another entry", envelope, held)).toBe("tag");
        const bent = Buffer.from(envelope);
        const at = place % bent.length;
        bent[at] = (bent[at] ?? 0) ^ change;
        expect(["format", "truncated", "key", "tag"]).toContain(open("an entry", bent, held));
        expect(["format", "truncated", "tag"]).toContain(open("an entry", envelope.subarray(0, at), held));
      }),
    );
  });

  it("takes garbage for garbage", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const answer = open("an entry", Buffer.from(bytes), new Map());
        expect(["format", "truncated", "key", "tag"]).toContain(answer);
      }),
    );
  });

  it("is about somebody, and not about a crowd", () => {
    const crowd = Array.from({ length: 33 }, (_, n) => ({ subject: subject(String(n)), ...newDataKey() }));
    expect(() => closeEnvelope("an entry", Buffer.from("x"), [])).toThrow(RangeError);
    expect(() => closeEnvelope("an entry", Buffer.from("x"), crowd)).toThrow(RangeError);
  });
});

describe("master keys", () => {
  it("unwrap what any of them has wrapped, wrap with the first, and say which", () => {
    const newer = { id: "two", key: randomBytes(32) };
    const before = new MasterKeys([master]);
    const during = new MasterKeys([newer, master]);
    const after = new MasterKeys([newer]);
    const dataKey = newDataKey();
    const old = before.wrap(subject("w"), dataKey);
    expect(during.unwrap(subject("w"), old)).toEqual({ dataKey, isCurrent: false });
    const renewed = during.wrap(subject("w"), dataKey);
    expect(after.unwrap(subject("w"), renewed)).toEqual({ dataKey, isCurrent: true });
    expect(after.unwrap(subject("w"), old)).toBeNull();
  });

  it("unwrap nothing in another customer's place, and nothing that was touched", () => {
    const masters = new MasterKeys([master]);
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const wrapped = masters.wrap(subject("w"), newDataKey());
        expect(masters.unwrap(subject("v"), wrapped)).toBeNull();
        const at = place % wrapped.length;
        wrapped[at] = (wrapped[at] ?? 0) ^ change;
        expect(masters.unwrap(subject("w"), wrapped)).toBeNull();
        expect(masters.unwrap(subject("w"), wrapped.subarray(0, at))).toBeNull();
      }),
    );
  });

  it("are at least one, of 32 bytes each", () => {
    expect(() => new MasterKeys([])).toThrow(RangeError);
    expect(() => new MasterKeys([{ id: "short", key: randomBytes(16) }])).toThrow(RangeError);
  });
});

describe("names of entries", () => {
  it("differ as soon as any part, or where parts end, differs", () => {
    const parts = fc.array(fc.string({ maxLength: 6 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(parts, parts, (left, right) => {
        const isSame = JSON.stringify(left) === JSON.stringify(right);
        expect(keys.ofEntry(left) === keys.ofEntry(right)).toBe(isSame);
      }),
    );
    expect(keys.ofEntry(["ab", "c"])).not.toBe(keys.ofEntry(["a", "bc"]));
    expect(keys.ofEntry(["core-banking", "1"])).not.toBe(keys.ofSubject("core-banking", "1"));
  });

  it("say nothing without the secret", () => {
    expect(new CacheKeys("another secret").ofSubject("core-banking", "10000001")).not.toBe(subject("10000001"));
    expect(subject("10000001")).not.toContain("10000001");
  });
});
