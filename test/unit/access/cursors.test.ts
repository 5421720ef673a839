import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LONGEST_CURSOR, type PositionPart } from "../../../src/access/cursors.js";
import type { Caller } from "../../../src/access/caller.js";
import { A_LIST, cursorsOf, SECRETS, SOMEBODY_AT_WORK, TurnedClock } from "../../support/cursors.js";

const part = fc.oneof(fc.string({ unit: "grapheme", maxLength: 40 }), fc.integer(), fc.constant(null));
const positions = fc.array(part, { maxLength: 4 });
const POSITION: readonly PositionPart[] = ["8801", 7, null];

describe("a cursor", () => {
  it("leads back to its position, in its list, for its caller", () => {
    fc.assert(
      fc.property(positions, (position) => {
        expect(cursorsOf().fromCursor(cursorsOf().toCursor(position))).toEqual(position);
      }),
    );
  });

  it("tells nothing of its position: no part of it, and not by its length or by being equal", () => {
    const cursors = cursorsOf();
    const [one, same, other] = [
      ["8801", 1],
      ["8801", 1],
      ["9", 100],
    ].map((position) => cursors.toCursor(position));
    expect(one).not.toBe(same);
    expect(new Set([one, same, other].map((cursor) => cursor?.length)).size).toBe(1);
    for (const cursor of [one, other]) {
      expect(Buffer.from(cursor ?? "", "base64url").toString("latin1")).not.toMatch(/8801|100/);
    }
  });

  it.each<[string, Partial<Caller>]>([
    ["another person", { subject: "staff:RM2" }],
    ["another purpose", { purpose: "CREDIT_APPROVAL" }],
    ["another channel", { channel: "MOBILE_BANK" }],
    ["another application", { clientId: "another-client" }],
  ])("is nothing to %s", (_, changed) => {
    const foreign = cursorsOf(A_LIST, { ...SOMEBODY_AT_WORK, ...changed });
    expect(foreign.fromCursor(cursorsOf().toCursor(POSITION))).toBeNull();
  });

  it.each([
    ["field", { field: "Query.others", of: "" }],
    ["object", { field: "Query.things", of: "another" }],
    ["argument", { field: "Query.things", of: "", arguments: { filter: { kind: "PERSON" } } }],
    // Parts must not run into one another.
    ["division of its name", { field: "Query.thing", of: "s" }],
  ])("is nothing in a list of another %s", (_, list) => {
    expect(cursorsOf(list).fromCursor(cursorsOf().toCursor(POSITION))).toBeNull();
  });

  it("takes arguments in any order, and a null for one that is not given", () => {
    const of = (given: Record<string, unknown>) => cursorsOf({ ...A_LIST, arguments: given });
    const cursor = of({ filter: { kind: "PERSON", tag: null }, order: undefined, a: 1 }).toCursor(POSITION);
    expect(of({ a: 1, filter: { kind: "PERSON" } }).fromCursor(cursor)).toEqual(POSITION);
    expect(of({ a: 1, filter: { kind: "ORGANIZATION" } }).fromCursor(cursor)).toBeNull();
  });

  it("never has the nonce of another", () => {
    const cursors = cursorsOf();
    const nonces = Array.from({ length: 3_000 }, () =>
      Buffer.from(cursors.toCursor(POSITION), "base64url").subarray(4, 16).toString("hex"),
    );
    expect(new Set(nonces).size).toBe(nonces.length);
  });

  it("expires, to the moment", () => {
    const clock = new TurnedClock();
    const cursors = cursorsOf(A_LIST, SOMEBODY_AT_WORK, clock);
    const cursor = cursors.toCursor(POSITION);
    clock.turn(3_599.999);
    expect(cursors.fromCursor(cursor)).toEqual(POSITION);
    clock.turn(0.001);
    expect(cursors.fromCursor(cursor)).toBeNull();
  });

  it("survives a change of the secret for as long as the former one is known", () => {
    const at = (current: string, former: readonly string[] = []) =>
      cursorsOf(A_LIST, SOMEBODY_AT_WORK, new TurnedClock(), { ...SECRETS, current, former });
    const [before, after] = ["the secret of yesterday, thirty-two long", "the secret of today, thirty-two and more"];
    const cursor = at(before).toCursor(POSITION);
    expect(at(after, [before]).fromCursor(cursor)).toEqual(POSITION);
    expect(at(after).fromCursor(cursor)).toBeNull();
    expect(at(before).fromCursor(at(after, [before]).toCursor(POSITION))).toBeNull();
  });

  it("is nothing with any of its bits turned, cut short, or drawn out", () => {
    const cursors = cursorsOf();
    const sealed = Buffer.from(cursors.toCursor(POSITION), "base64url");
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const spoilt = Buffer.from(sealed);
      spoilt.writeUInt8(spoilt.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(cursors.fromCursor(spoilt.toString("base64url")), `bit ${bit}`).toBeNull();
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(cursors.fromCursor(sealed.subarray(0, length).toString("base64url"))).toBeNull();
    }
    expect(cursors.fromCursor(Buffer.concat([sealed, Buffer.alloc(1)]).toString("base64url"))).toBeNull();
  });

  it("has one form only, and no text of chance is one", () => {
    const cursors = cursorsOf();
    const cursor: string = cursors.toCursor(POSITION);
    for (const form of [`${cursor}=`, ` ${cursor}`, `${cursor}\n`, cursor.replaceAll("-", "+").replaceAll("_", "/")]) {
      if (form !== cursor) expect(cursors.fromCursor(form)).toBeNull();
    }
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String({ maxLength: 300 })), (text) => {
        expect(cursors.fromCursor(text)).toBeNull();
      }),
    );
    expect(cursors.fromCursor("A".repeat(LONGEST_CURSOR + 4))).toBeNull();
  });
});
