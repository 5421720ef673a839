import type { Known, Listing, Outcome } from "../../domain/outcome.js";
import type { PartyRecord } from "../../domain/records/party.js";
import { SourceFault } from "../../domain/source-fault.js";
import { unseal } from "../../domain/unseal.js";
import type { IdentifierSearch, PartyRegister } from "../../sources/party-register.js";
import type { AskAll } from "../outcome-loader.js";
import { question, searchAt } from "./operation.js";

/**
 * A register whose answers to a search are kept for a moment, identifier by identifier. The identifier goes into the key,
 * and there it is hashed.
 */
export function keptSearch(register: PartyRegister, ask: AskAll): PartyRegister {
  const { name, keyType, searchable } = register;
  const operation = searchAt(name);
  return {
    name,
    keyType,
    searchable,
    searchParties: async (searches) => {
      const bySearch = new Map(
        searches.map((search) => [question(operation, search.type, unseal(search.value)), search] as const),
      );
      const outcomes = await ask([...bySearch.keys()], async (open, deadline) => {
        const asked = open.flatMap((each) => bySearch.get(each) ?? []);
        return searchOutcomes(register, asked, deadline);
      });
      return joined(name, outcomes as readonly Outcome<Listing<PartyRecord>>[]);
    },
  };
}

async function searchOutcomes(
  register: PartyRegister,
  searches: readonly IdentifierSearch[],
  deadline: Parameters<PartyRegister["searchParties"]>[1],
): Promise<readonly Outcome<Listing<PartyRecord>>[]> {
  try {
    const answer = await register.searchParties(searches, deadline);
    return searches.map((_, index) => {
      const value = answer.value[index];
      const because = new SourceFault(register.name, "SOURCE_MALFORMED");
      return value === undefined ? { kind: "unavailable", source: register.name, because } : { ...answer, value };
    });
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    return searches.map(() => ({ kind: "unavailable", source: register.name, because: error }));
  }
}

/** As a register answers: a fault of the call is thrown, and what was kept is as old as the oldest of it. */
function joined(
  source: PartyRegister["name"],
  outcomes: readonly Outcome<Listing<PartyRecord>>[],
): Known<readonly Listing<PartyRecord>[]> {
  const known = outcomes.map((outcome) => {
    if (outcome.kind === "unavailable") throw outcome.because;
    return outcome;
  });
  const [oldest] = [...known].sort((left, right) => left.asOf - right.asOf);
  if (oldest === undefined) throw new Error("a search has at least one identifier");
  const kept = known.find((outcome) => outcome.kept !== undefined)?.kept;
  return {
    kind: "known",
    source,
    asOf: oldest.asOf,
    retrievedAt: oldest.retrievedAt,
    value: known.map((outcome) => (outcome.kind === "known" ? outcome.value : { items: [], gaps: [] })),
    ...(kept !== undefined && { kept }),
  };
}
