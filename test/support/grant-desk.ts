import { toCaller, type Caller } from "../../src/access/caller.js";
import { GrantDesk, type GrantAct, type GrantLimits } from "../../src/access/grants/grant-desk.js";
import type { GrantDraft } from "../../src/access/grants/grant-draft.rule.js";
import { GrantStore } from "../../src/access/grants/grant-store.js";
import { grantMigrations, type GrantTables } from "../../src/access/grants/tables.js";
import { toCallerFacts } from "../../src/access/policy/caller-facts.js";
import type { Purpose } from "../../src/access/vocabulary.js";
import type { CustomerId } from "../../src/domain/customer-id.js";
import type { Clock } from "../../src/domain/instant.js";
import { openStore } from "../../src/platform/store.js";
import { builtInEngine } from "./access-facts.js";
import { movableClock } from "./movable-clock.js";

const POLICIES = builtInEngine();

/** A desk of its own on a store of its own, or on one that others share. */
export async function openDesk(
  given: {
    readonly address?: string;
    readonly clock?: Clock;
    readonly limits?: Partial<GrantLimits>;
  } = {},
) {
  const { address = ":memory:", clock = movableClock() } = given;
  const store = await openStore<GrantTables>(address, grantMigrations, "grants");
  const acts: GrantAct[] = [];
  const reported: unknown[] = [];
  const desk = new GrantDesk({
    store: new GrantStore(store),
    clock,
    limits: {
      maximumMinutes: 480,
      decideWithinHours: 72,
      reviewWithinHours: 24,
      unreviewedEmergencies: 3,
      ...given.limits,
    },
    permission: (caller, operation) => POLICIES.decideOperation(toCallerFacts(caller), operation).allowed,
    announce: (act) => acts.push(act),
    report: (error) => reported.push(error),
  });
  return { desk, store, acts, reported, [Symbol.asyncDispose]: () => store.destroy() };
}

export function employee(id: string, role: string, purpose: Purpose = "KYC_AML"): Caller {
  return toCaller(
    {
      sub: `staff:${id}`,
      roles: [role],
      clearance: "C2",
      channel: "RM_WORKBENCH",
      azp: "a-client",
      purposes: [purpose],
    },
    undefined,
  );
}

export const RISK1 = employee("RISK1", "RISK_OFFICER");
export const RISKM = employee("RISKM", "RISK_APPROVER");

export const WANG = {
  customerId: "a".repeat(26) as CustomerId,
  records: [
    { source: "core-banking", recordId: "10000001" },
    { source: "card", recordId: "C-77001" },
  ],
} as const;

export const NUMBER = [{ path: "documents.number", coordinate: "IdentityDocument.number" }] as const;

export function draft(given: Partial<GrantDraft> = {}): GrantDraft {
  return { reason: "suspected identity fraud, case 4711", ticket: "FR-4711", minutes: 30, emergency: false, ...given };
}

/** The code of what is refused; "none" where nothing is. */
export async function codeOf(act: () => unknown): Promise<string> {
  try {
    await act();
    return "none";
  } catch (error) {
    return String((error as { extensions?: { code?: unknown } }).extensions?.code ?? error);
  }
}
