import type { PartyRecord } from "../../src/domain/records/party.js";
import { Fingerprint } from "../../src/identity/features/fingerprint.js";
import { FingerprintMaker } from "../../src/identity/features/fingerprint-maker.js";
import { openParty, toTraits } from "../../src/identity/features/party-traits.js";
import { TokenKey } from "../../src/identity/features/token-key.js";

const KEY = new TokenKey("1", "a key of the tests");
const maker = new FingerprintMaker(KEY);

/** A party record as the index compares it. */
export function printOf(record: PartyRecord): Fingerprint {
  return Fingerprint.decode(maker.make(toTraits(openParty(record), "2026-06-30")), KEY);
}
