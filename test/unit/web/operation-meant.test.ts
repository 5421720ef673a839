import { expect, it } from "vitest";
import { operationMeant } from "../../../web/src/operation-meant.js";

it("is the only one of the document, whatever name was left from the tab before", () => {
  expect(operationMeant("query Customer360 { viewer { purpose } }", "CounterLookup")).toBe("Customer360");
});

it("is the one that was chosen where there are several", () => {
  expect(operationMeant("query A { viewer { purpose } } query B { viewer { channel } }", "B")).toBe("B");
});

it("is left to the server where nothing can be told", () => {
  expect(operationMeant("{ viewer { purpose } }", null)).toBeUndefined();
  expect(operationMeant("query {", "A")).toBe("A");
});
