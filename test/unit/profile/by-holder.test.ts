import { expect, it } from "vitest";
import { SourceFault } from "../../../src/domain/source-fault.js";
import { byHolder } from "../../../src/profile/by-holder.js";
import { deposit, listing } from "../../support/holdings.js";

const FAULT = new SourceFault("core-banking", "SOURCE_MALFORMED");

function dealt(all: Parameters<typeof byHolder>[0], ...ids: string[]) {
  const lists = byHolder(all, ids);
  return ids.map((id) => lists.get(id)?.items.map((item) => (item as { recordId?: string }).recordId));
}

it("deals to each holder what he holds, and to those who hold nothing an empty list", () => {
  const shared = deposit({ id: "shared", holders: { one: "PRIMARY", two: "JOINT" } });
  const single = deposit({ id: "single", holders: { two: "PRIMARY" } });
  expect(dealt(listing([shared, single]), "one", "two", "three")).toEqual([["shared"], ["shared", "single"], []]);
});

it("deals an arrangement once to somebody who holds it in two roles", () => {
  const twice = deposit({ id: "twice" });
  const holders = (["PRIMARY", "AUTHORISED_SIGNATORY"] as const).map((role) => ({
    source: "core-banking" as const,
    recordId: "one",
    role,
    sharePercent: null,
  }));
  expect(dealt(listing([{ ...twice, holders }]), "one")).toEqual([["twice"]]);
});

it("deals nothing to those who were not asked for", () => {
  expect([...byHolder(listing([deposit({ holders: { stranger: "PRIMARY" } })]), ["one"]).keys()]).toEqual(["one"]);
});

it("leaves a gap in everybody's list for what could not be read", () => {
  const unread = { ...deposit(), holders: FAULT };
  const lists = byHolder(listing([unread], [FAULT]), ["one", "two"]);
  for (const id of ["one", "two"]) expect(lists.get(id)).toEqual({ items: [], gaps: [FAULT, FAULT] });
});
