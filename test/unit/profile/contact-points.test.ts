import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Instant } from "../../../src/domain/instant.js";
import type { ContactRecord } from "../../../src/domain/records/party.js";
import { SourceFault } from "../../../src/domain/source-fault.js";
import type { SourceName } from "../../../src/domain/source.js";
import { contactPointsOf } from "../../../src/profile/contact-points.js";
import { judgementOf } from "../../support/judgement.js";
import { contact, person } from "../../support/parties.js";
import { reveal } from "../../support/reveal.js";

const at = (source: SourceName, ...contacts: ContactRecord[]) => person({ source, recordId: source, contacts });

function points(...parties: Parameters<typeof contactPointsOf>[0]) {
  return contactPointsOf(parties, judgementOf()).map(
    (point) => reveal(point) as { value: { sealed: string } } & Record<string, unknown>,
  );
}
const values = (...parties: Parameters<typeof contactPointsOf>[0]) =>
  points(...parties).map(({ value }) => value.sealed);

describe("contact points", () => {
  it("are a union, each once, with all who give it", () => {
    const verified = contact("MOBILE", "13900005678", { verification: "VERIFIED_OTP", observedAt: 2 as Instant });
    const parties = [
      at("core-banking", contact("MOBILE", "13800001234")),
      at("card", verified),
      at("crm", contact("MOBILE", "+86 139-0000-5678")),
    ];
    expect(points(...parties)).toMatchObject([
      { value: { sealed: "13900005678" }, verified: true, preferred: true, sources: ["card", "crm"] },
      { value: { sealed: "13800001234" }, verified: false, preferred: false, sources: ["core-banking"] },
    ]);
  });

  it("of each kind have one that is preferred", () => {
    const party = at("crm", contact("EMAIL", "a@b.cn"), contact("MOBILE", "13800001234"), contact("EMAIL", "c@d.cn"));
    expect(points(party).map(({ kind, preferred }) => [kind, preferred])).toEqual([
      ["MOBILE", true],
      ["EMAIL", true],
      ["EMAIL", false],
    ]);
  });

  it("are not to be used as soon as one source says so", () => {
    const parties = [
      at("card", contact("MOBILE", "13800001234")),
      at("crm", contact("MOBILE", "13800001234", { doNotContact: true })),
    ];
    expect(points(...parties)).toMatchObject([{ doNotContact: true, sources: ["card", "crm"] }]);
  });

  it.each([
    ["EMAIL", "Zhang@Example.com", "zhang@example.com"],
    ["ADDRESS", "北京市 海淀区1号", "北京市海淀区１号"],
    ["PHONE", "010-12345678", "+86 010 12345678"],
  ] as const)("of kind %s are the same as %j and %j", (kind, left, right) => {
    expect(values(at("crm", contact(kind, left), contact(kind, right)))).toHaveLength(1);
  });

  it.each([
    ["EMAIL", "jean-luc@b.cn", "jeanluc@b.cn"],
    ["ADDRESS", "人民路1-2号", "人民路12号"],
    ["WECHAT", "oAbC", "oabc"],
  ] as const)("of kind %s are not the same as %j and %j", (kind, left, right) => {
    expect(values(at("crm", contact(kind, left), contact(kind, right)))).toHaveLength(2);
  });

  it("that cannot be read are left out, as are a source's that cannot be read at all", () => {
    const fault = new SourceFault("crm", "SOURCE_MALFORMED");
    const parties = [at("card", { ...contact("MOBILE", "x"), value: fault }), { ...at("crm"), contacts: fault }];
    expect(points(...parties)).toEqual([]);
  });

  it("hang on no order of the sources", () => {
    const parties = [
      at("core-banking", contact("MOBILE", "13800001234"), contact("MOBILE", "13800001235")),
      at("card", contact("MOBILE", "13800001235"), contact("EMAIL", "a@b.cn")),
      at("crm", contact("MOBILE", "+8613800001234")),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(parties, { minLength: parties.length }), (shuffled) => {
        expect(points(...shuffled)).toEqual(points(...parties));
      }),
    );
  });
});
