import DataLoader from "dataloader";
import { mapKnown, type Listing, type Outcome } from "../domain/outcome.js";
import type { DepositAccountRecord, InvestmentRecord } from "../domain/records/arrangement.js";
import type { PartyRecord } from "../domain/records/party.js";
import { SourceFault } from "../domain/source-fault.js";
import type { Deadline } from "../platform/deadline.js";
import type { CoreBankingClient, PartyInclude } from "../sources/core-banking/client.js";
import { byHolder } from "./by-holder.js";
import { CORE_ACCOUNTS, CORE_INVESTMENTS, CORE_PARTY, question, type Question } from "./cache/operation.js";
import { byKey, outcomeIn, type AskAll } from "./outcome-loader.js";

type Part = "party" | PartyInclude;

interface Key {
  readonly partyId: string;
  readonly part: Part;
}

const NONE = { items: [], gaps: [] };

const OPERATION = { party: CORE_PARTY, accounts: CORE_ACCOUNTS, investments: CORE_INVESTMENTS } as const;

/**
 * Parties and what they hold, from the core. The core gives all of it in one answer, so whatever is asked for in one
 * tick, of however many customers, becomes one call; what is kept is kept part by part.
 */
export class CoreLoader {
  readonly #loader: DataLoader<Key, Outcome<unknown>, string>;

  constructor(core: CoreBankingClient, ask: AskAll) {
    this.#loader = new DataLoader(
      (keys) => ask(keys.map(toQuestion), (open, deadline) => fetchParts(core, open.map(toKey), deadline)),
      { cacheKeyFn: ({ partyId, part }) => `${part} ${partyId}` },
    );
  }

  party(partyId: string): Promise<Outcome<PartyRecord>> {
    return this.#loader.load({ partyId, part: "party" }) as Promise<Outcome<PartyRecord>>;
  }

  accounts(partyId: string): Promise<Outcome<Listing<DepositAccountRecord>>> {
    return this.#loader.load({ partyId, part: "accounts" }) as Promise<Outcome<Listing<DepositAccountRecord>>>;
  }

  investments(partyId: string): Promise<Outcome<Listing<InvestmentRecord>>> {
    return this.#loader.load({ partyId, part: "investments" }) as Promise<Outcome<Listing<InvestmentRecord>>>;
  }

  /** What has been said of a party on the way need not be asked again. */
  know(partyId: string, party: Outcome<PartyRecord>): void {
    this.#loader.prime({ partyId, part: "party" }, party);
  }

  forget(): void {
    this.#loader.clearAll();
  }
}

function toQuestion({ part, partyId }: Key): Question {
  return question<never>(OPERATION[part], partyId);
}

function toKey({ operation, args: [partyId = ""] }: Question): Key {
  return { part: operation.name as Part, partyId };
}

/** What the core takes in one call. Counted in parties: three parts of one are still one. */
const MOST_PARTIES = 200;

async function fetchParts(
  core: CoreBankingClient,
  keys: readonly Key[],
  deadline: Deadline,
): Promise<Outcome<unknown>[]> {
  const partyIds = [...new Set(keys.map(({ partyId }) => partyId))];
  const calls = Array.from({ length: Math.ceil(partyIds.length / MOST_PARTIES) }, (_, call) => {
    const asked = new Set(partyIds.slice(call * MOST_PARTIES, (call + 1) * MOST_PARTIES));
    return fetchBatch(
      core,
      [...asked],
      keys.filter(({ partyId }) => asked.has(partyId)),
      deadline,
    );
  });
  const outcomes = new Map((await Promise.all(calls)).flat());
  return keys.map((key) => {
    const outcome = outcomes.get(key);
    if (outcome === undefined) throw new Error("a key was in no batch");
    return outcome;
  });
}

async function fetchBatch(
  core: CoreBankingClient,
  partyIds: readonly string[],
  keys: readonly Key[],
  deadline: Deadline,
): Promise<(readonly [Key, Outcome<unknown>])[]> {
  const include = (["accounts", "investments"] as const).filter((part) => keys.some((key) => key.part === part));
  try {
    const answer = await core.fetchParties(partyIds, include, deadline);
    const parties = byKey({ ...answer, value: answer.value.parties }, ({ recordId }) => recordId);
    const held = {
      accounts: byHolder(answer.value.accounts, partyIds),
      investments: byHolder(answer.value.investments, partyIds),
    };
    return keys.map((key) => {
      const party = outcomeIn(parties, key.partyId);
      const { part } = key;
      if (part === "party") return [key, party] as const;
      return [key, mapKnown<PartyRecord, unknown>(party, () => held[part].get(key.partyId) ?? NONE)] as const;
    });
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    return keys.map((key) => [key, { kind: "unavailable", source: "core-banking", because: error }] as const);
  }
}
