import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CallerMistake } from "../../../../src/graph/caller-mistake.js";
import { pageOf } from "../../../../src/graph/shared/connection.js";
import { cursorsOf } from "../../../support/cursors.js";

const cursors = cursorsOf();

function codeOf(act: () => unknown): string {
  try {
    act();
    return "none";
  } catch (error) {
    return error instanceof CallerMistake ? error.extensions.code : "another error";
  }
}

const page = (items: readonly string[], first: number, after?: string | null) =>
  pageOf(
    items,
    { first, after: after ?? null },
    cursors,
    (item) => item,
    (item) => item,
  );

function walk(items: readonly string[], first: number): string[] {
  const seen: string[] = [];
  let after: string | null = null;
  for (let turn = 0; turn <= items.length; turn += 1) {
    const { edges, pageInfo } = page(items, first, after);
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([
      edges[0]?.cursor ?? null,
      edges.at(-1)?.cursor ?? null,
    ]);
    seen.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) return seen;
    after = pageInfo.endCursor;
  }
  throw new Error("the walk does not end");
}

const lists = fc.uniqueArray(fc.string({ minLength: 1, unit: "grapheme" }), { maxLength: 60 });

describe("pages of a list", () => {
  it("hold every item once, in order, whatever their size", () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 100 }), (items, first) => {
        expect(walk(items, first)).toEqual(items);
      }),
    );
  });

  it("go on behind their cursor when items arrive before it", () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (items, first, news) => {
        const { edges, pageInfo } = page(items, first);
        fc.pre(edges.length > 0);
        const more = [...Array.from({ length: news }, (_, index) => `\u0000${index}`), ...items];
        const next = page(more, 100, pageInfo.endCursor);
        expect(next.edges.map(({ node }) => node)).toEqual(items.slice(edges.length));
      }),
    );
  });

  it("of an empty list are one empty page", () => {
    expect(page([], 20)).toMatchObject({
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });

  it.each([0, -1, 101, 1_000_000])("are not of %d items", (first) => {
    expect(codeOf(() => page(["a"], first))).toBe("INVALID_ARGUMENT");
  });

  it.each(["", "a", "YQ==", " YQ", "not base64 at all", cursors.toCursor(["z"]), "\u0000"])(
    "do not begin after %j",
    (after) => {
      expect(codeOf(() => page(["a", "b"], 1, after))).toBe("INVALID_CURSOR");
    },
  );
});
