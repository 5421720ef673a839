import { describe, expect, it } from "vitest";
import { SourceFault } from "../../../src/domain/source-fault.js";
import { headerOf, nameKindOf } from "../../../src/profile/header.js";
import { judgementOf } from "../../support/judgement.js";
import { company, person, USCCS } from "../../support/parties.js";
import { reveal } from "../../support/reveal.js";

const FAULT = new SourceFault("core-banking", "SOURCE_MALFORMED");

describe("the header", () => {
  it("believes the core first, then the loan system, the card system and the CRM", () => {
    const parties = (["crm", "card", "loan", "core-banking"] as const).map((source) =>
      person({ source, name: `名${source}` }),
    );
    for (const expected of ["core-banking", "loan", "card", "crm"]) {
      expect(reveal(headerOf(parties, "7", judgementOf()))).toMatchObject({
        customerNumber: "7",
        displayName: { sealed: `名${expected}` },
      });
      parties.pop();
    }
    expect(headerOf(parties, "7", judgementOf())).toBeNull();
  });

  it("takes the name from the next source where the first cannot be read", () => {
    const parties = [{ ...person(), name: FAULT }, person({ source: "crm", name: "王小明" })];
    expect(reveal(headerOf(parties, "7", judgementOf()))).toMatchObject({ displayName: { sealed: "王小明" } });
    expect(headerOf(parties.slice(0, 1), "7", judgementOf())?.displayName).toBe(FAULT);
  });
});

describe("a name", () => {
  it.each([
    ["of a person is a person's", person(), "PERSON_NAME"],
    ["of a company is a company's", company({ uscc: USCCS[0] }), "COMPANY_NAME"],
    ["of a sole trader is a person's", company({ uscc: "92330100MA2K3L4M8K" }), "PERSON_NAME"],
    ["of a company without a code is taken for a person's", company({}), "PERSON_NAME"],
    ["of a company that could not be read too", { ...company({}), registration: FAULT }, "PERSON_NAME"],
  ] as const)("%s", (_, party, kind) => {
    expect(nameKindOf(party)).toBe(kind);
  });
});
