import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { LeiRecordAnswer, RelationshipAnswer } from "../../../src/sources/gleif/wire.generated.js";
import { hasDirectParent, toParentLei, toRegistryRecord } from "../../../src/sources/gleif/wire.js";
import { changed, contractNamed, received } from "../../support/sources/border.js";

const REAL = JSON.parse(readFileSync("sandbox/data/gleif/lei-record.549300LBI3LRIZ2V8V66.json", "utf8")) as Record<
  string,
  unknown
>;
const ENTITY = ["data", "attributes", "entity"] as const;

const read = (answer: object = REAL) =>
  toRegistryRecord(received<LeiRecordAnswer>("gleif", "LeiRecordAnswer", structuredClone(answer)).inner("data"));
const withEntity = (field: string, value: unknown, answer: object = REAL) => changed(answer, [...ENTITY, field], value);

describe("a real record of the index in our words", () => {
  it("keeps the contract whole: nothing is outside of it", () => {
    expect(contractNamed("gleif").answer("LeiRecordAnswer")(structuredClone(REAL))).toEqual({
      violations: null,
      dropped: [],
    });
  });

  it("reads it", () => {
    expect(read()).toEqual({
      recordId: "549300LBI3LRIZ2V8V66",
      name: "UK EQUITY FUND (OFFSHORE)",
      registrationNumber: null,
      unifiedSocialCreditCode: null,
      lei: "549300LBI3LRIZ2V8V66",
      status: "ACTIVE",
      registeredCapital: null,
      legalRepresentative: null,
      establishedOn: null,
      address: "JP MORGAN HOUSE, DUBLIN 1, DUBLIN, IE-D, D01 W213, IE",
      industry: null,
      shareholders: [],
    });
  });

  it("tells a unified social credit code from another register's number", () => {
    expect(read(withEntity("registeredAs", "91310000MA1FG2H38J"))).toMatchObject({
      unifiedSocialCreditCode: "91310000MA1FG2H38J",
      registrationNumber: null,
    });
    expect(read(withEntity("registeredAs", "HRB 1234"))).toMatchObject({
      unifiedSocialCreditCode: null,
      registrationNumber: "HRB 1234",
    });
  });

  it("reads the first day of a Chinese company in China, of others as written", () => {
    const evening = "2008-04-17T16:00:00Z";
    expect(read(withEntity("creationDate", evening)).establishedOn).toBe("2008-04-17");
    expect(read(withEntity("jurisdiction", "CN", withEntity("creationDate", evening))).establishedOn).toBe(
      "2008-04-18",
    );
  });

  it("loses only the field that breaks the contract", () => {
    const record = read(withEntity("legalName", { name: 5 }));
    expect(record.name).toMatchObject({ code: "SOURCE_MALFORMED", at: "data/attributes/entity/legalName/name" });
    expect(record.status).toBe("ACTIVE");
  });
});

describe("the parent of an entity", () => {
  const parentLinks = (links: object) => changed(REAL, ["data", "relationships", "direct-parent", "links"], links);
  const has = (answer: object) =>
    hasDirectParent(received<LeiRecordAnswer>("gleif", "LeiRecordAnswer", structuredClone(answer)).inner("data"));

  it("is there or not, by which link is there", () => {
    expect(has(REAL)).toBe(false);
    expect(has(parentLinks({ "lei-record": "https://…", "relationship-record": "https://…" }))).toBe(true);
    expect(has(changed(REAL, ["data", "relationships"], undefined))).toBe(false);
  });

  it.each(["id", "nodeID"])("is the end of the relationship, spelt %s", (key) => {
    const relationship = {
      startNode: { [key]: "549300LBI3LRIZ2V8V66", type: "LEI" },
      endNode: { [key]: "5493001KJTIIGC8Y1R12", type: "LEI" },
      type: "IS_DIRECTLY_CONSOLIDATED_BY",
      status: "ACTIVE",
    };
    const answer = {
      meta: { goldenCopy: { publishDate: "2026-06-30T00:00:00Z" } },
      data: { type: "relationship-records", id: "x", attributes: { relationship } },
    };
    const wire = received<RelationshipAnswer>("gleif", "RelationshipAnswer", answer);
    expect(toParentLei(wire.inner("data"))).toBe("5493001KJTIIGC8Y1R12");
  });
});
