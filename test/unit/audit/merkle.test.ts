import { hash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inclusionPath, merkleRoot, rootOfPath } from "../../../src/audit/proof/merkle.js";
import { nth } from "../../support/nth.js";

/** RFC 6962, section 2.1, to the letter. */
function rootByTheBook(leaves: readonly string[]): string {
  if (leaves.length === 1) return nth(leaves, 0);
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  const [left, right] = [rootByTheBook(leaves.slice(0, half)), rootByTheBook(leaves.slice(half))];
  return hash("sha256", Buffer.concat([Buffer.of(1), Buffer.from(left, "hex"), Buffer.from(right, "hex")]), "hex");
}

const leaves = fc.array(
  fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("hex")),
  {
    minLength: 1,
    maxLength: 70,
  },
);

describe("the sealed tree", () => {
  it("has the root that RFC 6962 defines", () => {
    fc.assert(
      fc.property(leaves, (hashes) => {
        expect(merkleRoot(hashes)).toBe(rootByTheBook(hashes));
      }),
    );
  });

  it("proves each of its leaves, and no other hash, place or size", () => {
    fc.assert(
      fc.property(leaves, fc.nat(), fc.nat(), (hashes, seed, other) => {
        const index = seed % hashes.length;
        const leaf = nth(hashes, index);
        const path = inclusionPath(hashes, index);
        const root = merkleRoot(hashes);
        expect(rootOfPath(leaf, index, hashes.length, path)).toBe(root);
        expect(rootOfPath(hash("sha256", leaf, "hex"), index, hashes.length, path)).not.toBe(root);
        expect(rootOfPath(leaf, index, hashes.length, [...path, root])).toBeNull();
        if (path.length > 0) expect(rootOfPath(leaf, index, hashes.length, path.slice(1))).toBeNull();
        const elsewhere = other % hashes.length;
        if (hashes[elsewhere] !== leaf) expect(rootOfPath(leaf, elsewhere, hashes.length, path)).not.toBe(root);
      }),
    );
  });

  it("has no root over nothing, and none over what is no hash", () => {
    expect(() => merkleRoot([])).toThrow(RangeError);
    expect(() => merkleRoot(["00", "zz"])).toThrow(RangeError);
    expect(() => inclusionPath(["00"], 1)).toThrow(RangeError);
  });
});
