import { seal } from "../../domain/sealed.js";
import { SourceFault } from "../../domain/source-fault.js";
import type { FeedEntry } from "../party-feed.js";
import { asIs, type WireRecord } from "../wire-record.js";
import type { PartyFeedEntry } from "./wire.generated.js";
import { toParty } from "./wire-party.js";

/** A party of the feed. Account numbers that cannot be read are left out: nobody is found by them, and nobody wrongly. */
export function toFeedEntry(wire: WireRecord<PartyFeedEntry>): FeedEntry {
  const numbers = wire.leaf("accountNumbers", asIs);
  return {
    recordId: wire.required("partyId", asIs),
    party: wire.nested("party", toParty),
    numbers: (numbers instanceof SourceFault ? [] : (numbers ?? [])).map((number) => ({
      type: "ACCOUNT_NUMBER",
      value: seal(number),
    })),
  };
}
