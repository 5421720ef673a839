import { describe, expect, it } from "vitest";
import { AccessError } from "../../../src/access/access-error.js";
import { toViewedRole } from "../../../src/access/viewed-role.js";

describe("a viewed role", () => {
  it("is a role, a purpose, and how it stands to the customer", () => {
    expect(toViewedRole("TELLER; COUNTER_SERVICE")).toEqual({
      role: "TELLER",
      purpose: "COUNTER_SERVICE",
      relations: [],
    });
    expect(toViewedRole("RELATIONSHIP_MANAGER;MARKETING; TEAM, SAME_BRANCH,TEAM").relations).toEqual([
      "TEAM",
      "SAME_BRANCH",
    ]);
  });

  it.each([
    "",
    "TELLER",
    "TELLER;",
    "teller; COUNTER_SERVICE",
    "ADMIN; COUNTER_SERVICE",
    "TELLER; NO_PURPOSE",
    "CUSTOMER; SELF_SERVICE",
    "TELLER; SELF_SERVICE",
    "TELLER; COUNTER_SERVICE; SELF",
    "TELLER; COUNTER_SERVICE; GUARDIAN",
    "TELLER; COUNTER_SERVICE; COUNTERPARTY",
    "TELLER; COUNTER_SERVICE; TEAM,",
    "TELLER; COUNTER_SERVICE; TEAM; TEAM",
    "TELLER; COUNTER_SERVICE, AUDITOR; AUDIT",
    "__proto__; COUNTER_SERVICE",
    "TELLER\u0000; COUNTER_SERVICE",
  ])("that is mistyped is refused rather than guessed: %j", (text) => {
    expect(() => toViewedRole(text)).toThrow(AccessError);
  });
});
