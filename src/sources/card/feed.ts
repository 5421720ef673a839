import { SourceFault } from "../../domain/source-fault.js";
import type { FeedEntry } from "../party-feed.js";
import { asIs, type WireRecord } from "../wire-record.js";
import type { CardFeedEntry } from "./wire.generated.js";
import { toCardCustomer } from "./wire-customer.js";

/** A card customer of the feed, with the numbers of the cards. */
export function toFeedEntry(wire: WireRecord<CardFeedEntry>): FeedEntry {
  const customer = wire.nested("customer", toCardCustomer);
  const isRead = customer !== null && !(customer instanceof SourceFault);
  const cards = isRead ? customer.cards.items : [];
  return {
    recordId: wire.required("customer_id", asIs),
    party: isRead ? customer.party : customer,
    numbers: cards.flatMap(({ number }) =>
      number === null || number instanceof SourceFault ? [] : [{ type: "CARD_PAN", value: number } as const],
    ),
  };
}
