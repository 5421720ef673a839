import { describe, expect, it } from "vitest";
import { Contract } from "../../../src/platform/contract.js";

const contract = new Contract({
  components: {
    schemas: {
      Money: {
        type: "object",
        required: ["amount", "currency"],
        properties: { amount: { type: "string", pattern: "^\\d+$" }, currency: { type: "string" } },
      },
      Owner: {
        type: "object",
        required: ["name", "wealth"],
        properties: {
          name: { type: "string" },
          wealth: { oneOf: [{ $ref: "#/components/schemas/Money" }, { type: "null" }] },
        },
      },
      Account: {
        type: "object",
        required: ["id", "owner", "tags", "entries", "closedOn"],
        properties: {
          id: { type: "string" },
          owner: { oneOf: [{ $ref: "#/components/schemas/Owner" }, { type: "null" }] },
          tags: { type: "array", items: { type: "string" } },
          entries: { type: "array", items: { $ref: "#/components/schemas/Money" } },
          closedOn: { type: ["string", "null"], format: "date" },
          labels: { type: "object", additionalProperties: { type: "string" } },
        },
      },
      Accounts: {
        type: "object",
        required: ["accounts"],
        properties: { accounts: { type: "array", items: { $ref: "#/components/schemas/Account" } } },
      },
    },
  },
});

const check = contract.answer("Accounts");

function account(changed: Record<string, unknown> = {}) {
  const owner = { name: "A", wealth: { amount: "1", currency: "CNY" } };
  return { id: "1", owner, tags: ["a"], entries: [{ amount: "1", currency: "CNY" }], closedOn: null, ...changed };
}

/** Pointers that one changed account breaks, below `/accounts/0`. */
function brokenBy(changed: Record<string, unknown>): string[] {
  const { violations } = check({ accounts: [account(changed)] });
  return [...(violations?.keys() ?? [])].map((at) => at.replace("/accounts/0", "")).sort();
}

describe("a contract's check", () => {
  it("finds nothing in an answer that keeps to it", () => {
    const answers = [account(), account({ owner: null }), account({ closedOn: "2026-02-28" })];
    expect(check({ accounts: answers })).toEqual({ violations: null, dropped: [] });
    expect(check({ accounts: [] })).toEqual({ violations: null, dropped: [] });
  });

  it.each([
    ["a text that is a number", { id: 1 }, ["/id"]],
    ["a day that is in no calendar", { closedOn: "2026-02-30" }, ["/closedOn"]],
    ["a property that is missing", { tags: undefined }, ["/tags"]],
    ["an element of the wrong type", { tags: ["a", 2, "c", null] }, ["/tags/1", "/tags/3"]],
    ["a list that is none", { entries: {} }, ["/entries"]],
    ["a record in a list", { entries: [account().entries[0], "1 CNY"] }, ["/entries/1"]],
    [
      "a property of a record in a list",
      { entries: [{ amount: "1.5" }] },
      ["/entries/0/amount", "/entries/0/currency"],
    ],
    ["a nullable record that is neither", { owner: "A" }, ["/owner"]],
    ["a property of a nullable record", { owner: { name: 1, wealth: null } }, ["/owner/name"]],
    ["a property that a nullable record lacks", { owner: { name: "A" } }, ["/owner/wealth"]],
    [
      "a property two nullable records deep",
      { owner: { name: "A", wealth: { amount: 1, currency: "CNY" } } },
      ["/owner/wealth/amount"],
    ],
    ["a nullable record within one", { owner: { name: "A", wealth: [] } }, ["/owner/wealth"]],
  ])("points at %s and at nothing around it", (_, changed, pointers) => {
    expect(brokenBy(changed)).toEqual(pointers);
  });

  it.each([["text"], [1], [null], [[]]])("refuses %j as an answer altogether", (answer) => {
    expect([...(check(answer).violations?.keys() ?? [])]).toEqual([""]);
  });

  it("says which keyword was broken, never the value", () => {
    const { violations } = check({ accounts: [account({ id: 6225880000077019 })] });
    expect([...(violations ?? [])]).toEqual([["/accounts/0/id", "type"]]);
  });

  it("drops what it does not describe, wherever it stands, and says so", () => {
    const answer = {
      accounts: [account({ cvv: "917", owner: { name: "A", wealth: null, pin: 1234 }, labels: { any: "label" } })],
      trace: "x",
    };
    const { violations, dropped } = check(answer);
    expect(violations).toBeNull();
    expect([...dropped].sort()).toEqual(["/accounts/0/cvv", "/accounts/0/owner/pin", "/trace"]);
    expect(answer).toEqual({ accounts: [account({ owner: { name: "A", wealth: null }, labels: { any: "label" } })] });
  });

  it("drops also in an answer that breaks it elsewhere, and forgets between answers", () => {
    const first = check({ accounts: [account({ id: 1, cvv: "917" })] });
    expect([...(first.violations?.keys() ?? [])]).toEqual(["/accounts/0/id"]);
    expect(first.dropped).toEqual(["/accounts/0/cvv"]);
    expect(check({ accounts: [account()] })).toEqual({ violations: null, dropped: [] });
  });

  it("is made at start: a schema that the contract lacks is an error then", () => {
    expect(() => contract.answer("Nothing")).toThrow(/Nothing/);
  });
});
