import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ListingRight } from "../../../../src/access/listing-right.js";
import { SENSITIVE_KINDS, type Rendering, type SensitiveKind } from "../../../../src/access/vocabulary.js";
import { CallerMistake } from "../../../../src/graph/caller-mistake.js";
import { CustomerFilter, type CustomerOrder } from "../../../../src/graph/customer/customer-list.input.js";
import { checkedFilter } from "../../../../src/graph/customer/customer-query.js";
import { CustomerOrderField } from "../../../../src/graph/enums.js";
import { filterLabels, labelledOrders } from "../../../../src/graph/list-labels.js";
import { reveal } from "../../../support/reveal.js";

const BY_NUMBER: CustomerOrder = { field: "CUSTOMER_NUMBER", direction: "ASC" };
const GIVEN: Required<CustomerFilter> = {
  kind: "PERSON",
  lifecycleIn: ["DECLINING"],
  churnBand: "HIGH",
  segmentId: "MORTGAGE_NO_WEALTH",
  branchId: "B2",
  managerId: "RM2",
  mobileEq: "13900005678",
  birthDateGte: "1985-04-12",
};

const rightOf = (renderings: ReadonlyMap<SensitiveKind, Rendering>): ListingRight => ({
  scope: "OWN_PORTFOLIO",
  withConfidential: true,
  isCounted: true,
  isClear: (kind) => renderings.get(kind) === "CLEAR",
});
const all = (rendering: Rendering) => rightOf(new Map(SENSITIVE_KINDS.map((kind) => [kind, rendering])));

function outcomeOf(filter: CustomerFilter, order: CustomerOrder, right: ListingRight): string {
  try {
    checkedFilter(filter, order, right);
    return "accepted";
  } catch (error) {
    if (error instanceof CallerMistake) return `${error.extensions.code} ${error.message}`;
    throw error;
  }
}

const renderings = fc
  .tuple(...SENSITIVE_KINDS.map(() => fc.constantFrom<Rendering>("CLEAR", "MASKED", "DENIED")))
  .map((each) => new Map(SENSITIVE_KINDS.map((kind, index) => [kind, each[index] ?? "DENIED"])));

describe("what a list is filtered and put in order by", () => {
  it("is labelled, every argument and every order of it", () => {
    expect([...filterLabels(CustomerFilter).keys()].toSorted()).toEqual(Object.keys(GIVEN).toSorted());
    expect(Object.keys(labelledOrders().get(CustomerOrderField) ?? {})).toEqual(Object.keys(CustomerOrderField));
  });

  it("is taken exactly from whoever sees the values that it tells in clear, under any terms", () => {
    fc.assert(
      fc.property(renderings, fc.constantFrom(...filterLabels(CustomerFilter)), (kinds, [name, label]) => {
        const outcome = outcomeOf({ [name]: GIVEN[name as keyof CustomerFilter] }, BY_NUMBER, rightOf(kinds));
        const isClear = label === null || kinds.get(label.kind) === "CLEAR";
        expect(outcome.split(" ")[0]).toBe(isClear ? "accepted" : "FIELD_NOT_FILTERABLE");
      }),
    );
    const labels = Object.entries(labelledOrders().get(CustomerOrderField) ?? {});
    fc.assert(
      fc.property(renderings, fc.constantFrom(...labels), (kinds, [field, label]) => {
        const order = { field, direction: "DESC" } as CustomerOrder;
        const isClear = label === null || kinds.get(label.kind) === "CLEAR";
        expect(outcomeOf({}, order, rightOf(kinds)).split(" ")[0]).toBe(isClear ? "accepted" : "FIELD_NOT_SORTABLE");
      }),
    );
  });

  it("is refused in the same words whatever the value: no equality, no range", () => {
    const masked = all("MASKED");
    const day = fc.date({ min: new Date("1900-01-01"), max: new Date("2030-01-01"), noInvalidDate: true });
    const mobile = fc.stringMatching(/^1[3-9]\d{9}$/);
    fc.assert(
      fc.property(mobile, day, (number, date) => {
        expect(outcomeOf({ mobileEq: number }, BY_NUMBER, masked)).toBe(
          outcomeOf({ mobileEq: "13900005678" }, BY_NUMBER, masked),
        );
        const birthDateGte = date.toISOString().slice(0, 10);
        expect(outcomeOf({ birthDateGte }, BY_NUMBER, masked)).toBe(
          outcomeOf({ birthDateGte: "1985-04-12" }, BY_NUMBER, masked),
        );
      }),
    );
  });

  it("becomes the question to the source, sensitive values sealed", () => {
    const asked = checkedFilter(GIVEN, { field: "AUM", direction: "DESC" }, all("CLEAR"));
    expect(JSON.stringify(asked)).not.toMatch(/13900005678|1985-04-12/);
    expect(reveal(asked)).toEqual({
      kind: "PERSON",
      stages: ["DECLINING"],
      churnBand: "HIGH",
      segmentId: "MORTGAGE_NO_WEALTH",
      mobile: { sealed: "13900005678" },
      bornFrom: { sealed: "1985-04-12" },
      order: "ASSETS",
      direction: "DESC",
    });
  });

  it.each<[object, string]>([
    [{ mobileEq: "139****5678" }, "MASKED_VALUE_AS_INPUT"],
    [{ birthDateGte: "1985-**-**" }, "MASKED_VALUE_AS_INPUT"],
    [{ birthDateGte: "1985-02-30" }, "INVALID_ARGUMENT"],
    [{ birthDateGte: 19850412 }, "INVALID_ARGUMENT"],
    [{ birthDateGte: { $gt: "" } }, "INVALID_ARGUMENT"],
    [{ churnBand: "high" }, "INVALID_ARGUMENT"],
    [{ lifecycleIn: Array(6).fill("MATURE") }, "INVALID_ARGUMENT"],
    [{ tag: "x" }, "FIELD_NOT_FILTERABLE"],
    [{ constructor: "x" }, "FIELD_NOT_FILTERABLE"],
  ])("is refused where it has no meaning: %j", (filter, code) => {
    const outcome = outcomeOf(filter, BY_NUMBER, all("CLEAR"));
    expect(outcome.split(" ")[0]).toBe(code);
    expect(outcome).not.toMatch(/5678|1985|0412/);
  });

  it("gives way to nothing that is not asked for", () => {
    expect(outcomeOf({ mobileEq: null, birthDateGte: null }, BY_NUMBER, all("DENIED"))).toBe("accepted");
  });
});
