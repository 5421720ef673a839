import type { Decision } from "../../access/decision.js";
import type { Outcome } from "../../domain/outcome.js";
import type { RegistryRecord as Record } from "../../domain/records/registry.js";
import { seal } from "../../domain/sealed.js";
import type { RequestContext } from "../context.js";
import { disclose } from "../disclose.js";
import { toFreshness, toSourceSystem } from "../shared/freshness.type.js";
import { toPublicMoney } from "../shared/money.type.js";
import { RegistryRecord, type NameKind } from "./registry-record.type.js";

/**
 * One registry's answer: the company as it shows it, or nothing beside the reason in `freshness`. `inBank` is what the
 * bank takes the company's name for, and holds where the registry gives no code that would tell.
 */
export function toRegistryRecord(
  outcome: Outcome<Record>,
  inBank: NameKind,
  decision: Decision,
  { session, sources }: RequestContext,
): RegistryRecord {
  const facts = sources.facts(outcome.source);
  const view = disclose(RegistryRecord, outcome.kind === "known" ? shown(outcome.value, inBank) : {}, decision);
  view.registeredCapital =
    outcome.kind === "known"
      ? (toPublicMoney(outcome.value.registeredCapital) as RegistryRecord["registeredCapital"])
      : null;
  view.source = toSourceSystem(facts);
  view.freshness = toFreshness(session.sources.freshness(outcome), facts);
  return view;
}

/** A sole trader's place of business is where he lives, as often as not. */
function shown({ name, address, ...record }: Record, inBank: NameKind): object {
  const code = record.unifiedSocialCreditCode;
  const isSoleTrader = typeof code === "string" ? code.startsWith("92") : inBank === "PERSON_NAME";
  const nameKind: NameKind = isSoleTrader ? "PERSON_NAME" : "COMPANY_NAME";
  const sealed = typeof name === "string" ? seal(name) : name;
  return { ...record, address: isSoleTrader ? null : address, name: sealed, nameKind };
}
