import { describe, expect, it } from "vitest";
import { idsAsked } from "../../../sandbox/framework/counters.js";
import { mutated } from "../../../sandbox/framework/mutate.js";

const body = JSON.stringify({ accounts: [{ balance: "1.00" }, { balance: "2.00" }], meta: { asOf: "now" } });
const changed = (...mutations: Parameters<typeof mutated>[2]): unknown =>
  JSON.parse(mutated(body, "application/json; charset=utf-8", mutations));

describe("a mutation of a JSON answer", () => {
  it("sets a value in every item of a list, or in one", () => {
    expect(changed({ path: "accounts[].balance", set: 12.5 })).toMatchObject({
      accounts: [{ balance: 12.5 }, { balance: 12.5 }],
    });
    expect(changed({ path: "accounts[1].balance", set: null })).toMatchObject({
      accounts: [{ balance: "1.00" }, { balance: null }],
    });
  });

  it("adds a field that was not there, and takes one away", () => {
    expect(changed({ path: "accounts[].cvv", set: "123" })).toMatchObject({
      accounts: [{ cvv: "123" }, { cvv: "123" }],
    });
    expect(changed({ path: "meta.asOf", remove: true })).toMatchObject({ meta: {} });
    expect(changed({ path: "meta", remove: true })).not.toHaveProperty("meta");
  });

  it("leaves alone what the path does not reach", () => {
    expect(changed({ path: "nothing[].here", set: 1 }, { path: "accounts[9].balance", set: 1 })).toEqual(
      JSON.parse(body),
    );
  });
});

it("replaces text in answers that are not JSON, and only there", () => {
  const change = { find: "<Code>A</Code>", replace: "<Code>B</Code>" };
  expect(mutated("<x><Code>A</Code></x>", "application/xml", [change])).toBe("<x><Code>B</Code></x>");
  expect(mutated(body, "application/json", [change])).toBe(body);
});

it("counts the ids of a request in its query or in its body", () => {
  expect(idsAsked({ ids: "a,b,c", include: "accounts,investments" }, undefined)).toBe(3);
  expect(idsAsked({ loanNos: "1,2", pageNo: "1" }, undefined)).toBe(2);
  expect(idsAsked({}, { identifiers: [{}, {}] })).toBe(2);
  expect(idsAsked({ keyword: "x,y" }, undefined)).toBe(1);
});
