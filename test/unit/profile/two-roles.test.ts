import { expect, it } from "vitest";
import type { HolderRecord } from "../../../src/domain/records/arrangement.js";
import { byHolder } from "../../../src/profile/by-holder.js";

it("deals an account once to somebody who is both its primary holder and its signatory", () => {
  const holder = (role: HolderRecord["role"]): HolderRecord => ({
    source: "core-banking",
    recordId: "1",
    role,
    sharePercent: null,
  });
  const account = { source: "core-banking" as const, holders: [holder("PRIMARY"), holder("AUTHORISED_SIGNATORY")] };

  const dealt = byHolder({ items: [account], gaps: [] }, ["1"]);

  expect(dealt.get("1")?.items).toEqual([account]);
});

it("leaves a gap where an account names nobody who was asked for", () => {
  const stranger = { source: "core-banking", recordId: "2", role: "PRIMARY", sharePercent: null } as const;

  const dealt = byHolder({ items: [{ source: "core-banking", holders: [stranger] }], gaps: [] }, ["1"]);

  expect(dealt.get("1")?.gaps).toMatchObject([{ code: "SOURCE_MALFORMED" }]);
});
