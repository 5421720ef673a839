import { createHmac } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KeyedHash } from "../../../src/identity/features/keyed-hash.js";

const text = fc.string({ unit: "binary", maxLength: 2_000 });

describe("a keyed hash", () => {
  it("is HMAC-SHA-256, whatever the key and the texts, one after the other", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200 }), fc.array(text, { maxLength: 5 }), (key, texts) => {
        const keyed = new KeyedHash(key);
        for (const each of texts) {
          const expected = createHmac("sha256", key).update(each).digest();
          expect(keyed.digest(each)).toBe(expected.toString("base64"));
          expect(keyed.digest(each, "bytes")).toEqual(expected);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("is that of RFC 4231", () => {
    const keyed = new KeyedHash(Buffer.alloc(131, 0xaa));
    expect(keyed.digest("Test Using Larger Than Block-Size Key - Hash Key First", "bytes").toString("hex")).toBe(
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
    );
  });
});
