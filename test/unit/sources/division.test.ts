import { describe, expect, it } from "vitest";
import type { Known } from "../../../src/domain/outcome.js";
import { SourceFault } from "../../../src/domain/source-fault.js";
import { Division, joinListings } from "../../../src/sources/division.js";
import { known, listing } from "../../support/holdings.js";

interface Region {
  readonly name: string;
  readonly isDown?: boolean;
}

const division = (...down: readonly string[]) =>
  new Division<Region>([
    { at: { name: "north", isDown: down.includes("north") }, keyPrefixes: ["1", "2"] },
    { at: { name: "south", isDown: down.includes("south") }, keyPrefixes: ["12", "9"] },
  ]);

function asking() {
  const asked: Record<string, readonly string[]> = {};
  const ask = ({ name, isDown }: Region, keys: readonly string[]) => {
    asked[name] = keys;
    if (isDown) return Promise.reject(new SourceFault("loan", "SOURCE_UNAVAILABLE", { part: `loan/${name}` }));
    return Promise.resolve(known("loan", listing(keys.map((key) => `${name} ${key}`))));
  };
  return { asked, ask };
}

describe("A divided source", () => {
  it("asks each part about its own keys; the longest beginning decides, and a key of no part goes to all", async () => {
    const { asked, ask } = asking();
    const answer = await division().ask(["10", "120", "20", "X1"], ask, joinListings);

    expect(asked).toEqual({ north: ["10", "20", "X1"], south: ["120", "X1"] });
    expect(answer.value.items).toEqual(["north 10", "north 20", "north X1", "south 120", "south X1"]);
  });

  it("does not ask a part that has nothing to do with it", async () => {
    const { asked, ask } = asking();
    await division("south").ask(["10"], ask, joinListings);

    expect(asked).toEqual({ north: ["10"] });
  });

  it("answers for the others while one part is down, and says of whom it does not know", async () => {
    const { value } = await division("south").ask(["10", "120"], asking().ask, joinListings);

    expect(value.items).toEqual(["north 10"]);
    const [gap] = value.gaps;
    expect(gap).toMatchObject({ part: "loan/south", extensions: { part: "loan/south" } });
    expect([gap?.mayConcern("120"), gap?.mayConcern("10"), gap?.concerns("120")]).toEqual([true, false, true]);
    expect(JSON.stringify(gap) + String(gap?.stack)).not.toContain("120");
  });

  it("is down as a whole when no part answers, and that names no part", async () => {
    const asked = division("north", "south").ask(["10", "120"], asking().ask, joinListings);

    await expect(asked).rejects.toMatchObject({ code: "SOURCE_UNAVAILABLE", part: null });
  });

  it("names the part when the only one that was asked is down", async () => {
    await expect(division("south").ask(["120"], asking().ask, joinListings)).rejects.toMatchObject({
      part: "loan/south",
    });
  });

  it("searches a part by its own key and all of them by anything else, in order", async () => {
    const search = ({ name, isDown }: Region, searches: readonly string[]) =>
      isDown
        ? Promise.reject(new SourceFault("loan", "SOURCE_TIMEOUT", { part: `loan/${name}` }))
        : Promise.resolve<Known<ReturnType<typeof listing<string>>[]>>(
            known(
              "loan",
              searches.map((each) => listing([`${name} ${each}`])),
            ),
          );
    const keyOf = (text: string) => (/^\d/.test(text) ? text : null);
    const whole = await division().search(["mobile", "120", "10"], keyOf, search);
    const partial = await division("south").search(["mobile", "120", "10"], keyOf, search);

    expect(whole.value.map(({ items }) => items)).toEqual([
      ["north mobile", "south mobile"],
      ["south 120"],
      ["north 10"],
    ]);
    expect(partial.value.map(({ items }) => items)).toEqual([["north mobile"], [], ["north 10"]]);
    expect(partial.value.map(({ gaps }) => gaps.map(({ part }) => part))).toEqual([["loan/south"], ["loan/south"], []]);
  });

  it("is as old as its oldest part", async () => {
    const answer = await division().ask(
      ["10", "120"],
      ({ name }) =>
        Promise.resolve({ ...known("loan", listing<string>([])), asOf: (name === "north" ? 5 : 3) as never }),
      joinListings,
    );

    expect(answer.asOf).toBe(3);
  });
});
