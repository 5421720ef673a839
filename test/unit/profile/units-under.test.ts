import { expect, it } from "vitest";
import { unitsUnder } from "../../../src/profile/units-under.js";

const unit = (id: string, parentId: string | null) => ({ id, parentId, name: id, level: null });
const TREE = [unit("B11", "B1"), unit("B1", "HO"), unit("B2", "HO"), unit("HO", null), unit("X", "Y"), unit("Y", "X")];

it.each([
  ["HO", ["B1", "B11", "B2", "HO"]],
  ["B1", ["B1", "B11"]],
  ["B11", ["B11"]],
  ["X", ["X", "Y"]],
  ["NOWHERE", []],
  ["", []],
])("the units under %s", (id, expected) => {
  expect([...unitsUnder(TREE, id)].toSorted()).toEqual(expected);
});
