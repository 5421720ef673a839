import { afterAll, describe, expect, it } from "vitest";
import { SourceFault } from "../../../src/domain/source-fault.js";
import { startDeadline } from "../../../src/platform/deadline.js";
import { LOANS, question } from "../../../src/profile/cache/operation.js";
import { byKey, outcomeLoader, type Batch } from "../../../src/profile/outcome-loader.js";
import { known, listing } from "../../support/holdings.js";
import { NOON } from "../../support/parties.js";

const deadline = startDeadline(60_000);
afterAll(() => deadline.release());

const GAP = new SourceFault("loan", "SOURCE_MALFORMED");

function loaderOf(answer: (keys: readonly string[]) => Batch<string> | Promise<Batch<string>>) {
  const calls: (readonly string[])[] = [];
  const loader = outcomeLoader((questions, fetch) => fetch(questions, deadline), {
    source: "loan",
    toQuestion: (key) => question(LOANS, key),
    fetchBatch: async (keys) => {
      calls.push(keys);
      return answer(keys);
    },
  });
  return { loader, calls };
}

const batch = (found: readonly string[], gap?: SourceFault): Batch<string> =>
  known("loan", { found: new Map(found.map((key) => [key, `the ${key}`])), gaps: gap === undefined ? [] : [gap] });

describe("a loader", () => {
  it("makes one call of what is asked for in one tick, and asks for each key once", async () => {
    const { loader, calls } = loaderOf((keys) => batch(keys));
    await Promise.all([loader.load("a"), loader.load("b"), loader.load("a")]);
    await loader.load("b");
    expect(calls).toEqual([["a", "b"]]);
  });

  it("sends at most two hundred keys in a call", async () => {
    const { loader, calls } = loaderOf((keys) => batch(keys));
    const outcomes = await Promise.all(Array.from({ length: 450 }, (_, index) => loader.load(String(index))));
    expect(calls.map(({ length }) => length)).toEqual([200, 200, 50]);
    expect(outcomes.every((outcome, index) => outcome.kind === "known" && outcome.value === `the ${index}`)).toBe(true);
  });

  it("tells a key that is not in the answer as absent", async () => {
    const { loader } = loaderOf(() => batch(["a"]));
    expect(await Promise.all([loader.load("a"), loader.load("b")])).toEqual([
      { kind: "known", source: "loan", value: "the a", asOf: NOON, retrievedAt: NOON },
      { kind: "absent", source: "loan", asOf: NOON, retrievedAt: NOON },
    ]);
  });

  it("does not call absent what an unreadable record may be", async () => {
    const { loader } = loaderOf(() => batch(["a"], GAP));
    expect(await loader.load("a")).toMatchObject({ kind: "known" });
    expect(await loader.load("b")).toEqual({ kind: "unavailable", source: "loan", because: GAP });
  });

  it("gives a source's fault to every key of the call as an outcome", async () => {
    const { loader } = loaderOf(() => Promise.reject(GAP));
    const outcomes = await Promise.all([loader.load("a"), loader.load("b")]);
    for (const outcome of outcomes) expect(outcome).toEqual({ kind: "unavailable", source: "loan", because: GAP });
  });

  it("does not take a mistake of ours for a source's", async () => {
    const { loader } = loaderOf(() => Promise.reject(new TypeError("ours")));
    await expect(loader.load("a")).rejects.toThrow("ours");
  });
});

it("a listing becomes a batch by the key of its records, and keeps its gap", () => {
  const answer = known("loan", listing(["apple", "beer", "?"], [GAP]));
  const { value } = byKey(answer, (item) => (item === "?" ? undefined : item.charAt(0)));
  expect([...value.found]).toEqual([
    ["a", "apple"],
    ["b", "beer"],
  ]);
  expect(value.gaps?.[0]).toBe(GAP);
});
