import { afterAll, describe, expect, it } from "vitest";
import { SourceFault } from "../../../src/domain/source-fault.js";
import { startDeadline } from "../../../src/platform/deadline.js";
import { CoreLoader } from "../../../src/profile/core-loader.js";
import type { CoreBankingClient, PartyHoldings } from "../../../src/sources/core-banking/client.js";
import { deposit, investment, known, listing } from "../../support/holdings.js";
import { person } from "../../support/parties.js";

const deadline = startDeadline(60_000);
afterAll(() => deadline.release());

const HOLDINGS: PartyHoldings = {
  parties: listing([person({ recordId: "me" }), person({ recordId: "you" })]),
  accounts: listing([deposit({ id: "d1", holders: { me: "PRIMARY", you: "JOINT" } })]),
  investments: listing([investment({ id: "i1", holders: { you: "PRIMARY" } })]),
};

function coreOf(answer: () => Promise<ReturnType<typeof known<PartyHoldings>>>) {
  const calls: { ids: readonly string[]; include: readonly string[] }[] = [];
  const fetchParties: CoreBankingClient["fetchParties"] = (ids, include) => {
    calls.push({ ids, include });
    return answer();
  };
  return {
    loader: new CoreLoader({ fetchParties } as CoreBankingClient, (questions, fetch) => fetch(questions, deadline)),
    calls,
  };
}

const answering = (holdings: PartyHoldings) => () => Promise.resolve(known("core-banking", holdings));

describe("the core's loader", () => {
  it("makes one call of all that is asked for in one tick, of however many customers", async () => {
    const { loader, calls } = coreOf(answering(HOLDINGS));
    const [party, mine, yours, funds] = await Promise.all([
      loader.party("me"),
      loader.accounts("me"),
      loader.accounts("you"),
      loader.investments("you"),
    ]);
    expect(calls).toEqual([{ ids: ["me", "you"], include: ["accounts", "investments"] }]);
    expect(party).toMatchObject({ kind: "known", value: { recordId: "me" } });
    for (const each of [mine, yours])
      expect(each).toMatchObject({ kind: "known", value: { items: [{ recordId: "d1" }] } });
    expect(funds).toMatchObject({ kind: "known", value: { items: [{ recordId: "i1" }] } });
  });

  it("counts parties into a call, not their parts: a hundred customers with all they hold are one call", async () => {
    const { loader, calls } = coreOf(answering(HOLDINGS));
    const ids = Array.from({ length: 100 }, (_, n) => `p${n}`);
    await Promise.all(ids.flatMap((id) => [loader.party(id), loader.accounts(id), loader.investments(id)]));
    expect(calls.map((call) => call.ids.length)).toEqual([100]);
  });

  it("asks for more than 200 parties in several calls, each party once", async () => {
    const { loader, calls } = coreOf(answering(HOLDINGS));
    const ids = Array.from({ length: 450 }, (_, n) => `p${n}`);
    await Promise.all(ids.map((id) => loader.party(id)));
    expect(calls.map((call) => call.ids.length)).toEqual([200, 200, 50]);
    expect(new Set(calls.flatMap((call) => call.ids))).toEqual(new Set(ids));
  });

  it("asks for nothing that nobody wants", async () => {
    const { loader, calls } = coreOf(answering(HOLDINGS));
    await loader.party("me");
    expect(calls).toEqual([{ ids: ["me"], include: [] }]);
  });

  it("tells an empty list from a customer that the core does not have", async () => {
    const { loader } = coreOf(answering({ ...HOLDINGS, accounts: listing([]) }));
    const [none, nobody] = await Promise.all([loader.accounts("me"), loader.accounts("stranger")]);
    expect(none).toMatchObject({ kind: "known", value: { items: [], gaps: [] } });
    expect(nobody).toMatchObject({ kind: "absent" });
  });

  it("does not call absent whom an unreadable record may be", async () => {
    const gap = new SourceFault("core-banking", "SOURCE_MALFORMED");
    const { loader } = coreOf(answering({ ...HOLDINGS, parties: listing([], [gap]) }));
    expect(await loader.accounts("me")).toEqual({ kind: "unavailable", source: "core-banking", because: gap });
  });

  it("gives the core's fault to all who wait, and a mistake of ours to nobody as the core's", async () => {
    const fault = new SourceFault("core-banking", "SOURCE_TIMEOUT");
    const failing = coreOf(() => Promise.reject(fault)).loader;
    for (const outcome of await Promise.all([failing.party("me"), failing.accounts("you")])) {
      expect(outcome).toEqual({ kind: "unavailable", source: "core-banking", because: fault });
    }
    await expect(coreOf(() => Promise.reject(new TypeError("ours"))).loader.party("me")).rejects.toThrow("ours");
  });
});
