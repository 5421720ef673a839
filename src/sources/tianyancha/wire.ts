import type { Instant } from "../../domain/instant.js";
import type { Elements, Leaf } from "../../domain/outcome.js";
import type { PartyKind } from "../../domain/records/party.js";
import type { RegistryParty, RegistryRecord, RegistryShareholder } from "../../domain/records/registry.js";
import { seal } from "../../domain/sealed.js";
import { SourceFault, type SourceFaultCode } from "../../domain/source-fault.js";
import { exactPercent, looseDay, looseInstant, nameOf, plainText, registeredCapital } from "../register-text.js";
import { asIs, type WireRecord } from "../wire-record.js";
import type { BaseInfo, Contribution, Shareholder } from "./wire.generated.js";

/** The provider has nothing under this keyword: an answer, not a fault. */
export const NO_DATA = 300000;

/**
 * Refusals of us, and not of the question: account invalid, expired or wrong, no right to the interface, address not
 * allowed. Whatever is asked next gets the same.
 */
export const REFUSES_ALL: ReadonlySet<number> = new Set([300002, 300003, 300005, 300009, 300011]);

/** Parameter missing, no such interface: a mistake of ours in this one call. */
const OUR_MISTAKE: ReadonlySet<number> = new Set([300008, 300010]);

/** What a business error means to us; null for results and for absence of data. They all come with HTTP 200. */
export function toFaultCode(errorCode: unknown): SourceFaultCode | null {
  if (typeof errorCode !== "number") return "SOURCE_MALFORMED";
  if (errorCode === 0 || errorCode === NO_DATA) return null;
  if (errorCode === 300004) return "SOURCE_THROTTLED";
  if (errorCode === 300006 || errorCode === 300007) return "SOURCE_BUDGET_EXHAUSTED";
  if (REFUSES_ALL.has(errorCode) || OUR_MISTAKE.has(errorCode)) return "SOURCE_MISCONFIGURED";
  // 300001 "request failed", 300012 "still being made", and whatever may be added: another try may do.
  return "SOURCE_UNAVAILABLE";
}

/** Basic information; the shareholders come from a call of their own. */
export function toRegistryRecord(
  wire: WireRecord<BaseInfo>,
  shareholders: Elements<RegistryShareholder>,
): RegistryRecord {
  return {
    recordId: wire.required("id", String),
    name: wire.leaf("name", plainText),
    registrationNumber: wire.leaf("regNumber", plainText),
    unifiedSocialCreditCode: wire.leaf("creditCode", plainText) ?? wire.leaf("usCreditCode", plainText),
    lei: null,
    status: wire.leaf("regStatus", plainText),
    registeredCapital: wire.leaf("regCapital", (text) =>
      registeredCapital(text, wire.optional("regCapitalCurrency", asIs)),
    ),
    legalRepresentative: toLegalRepresentative(wire),
    establishedOn: wire.leaf("estiblishTime", looseDay),
    address: wire.leaf("regLocation", plainText),
    industry: wire.leaf("industry", plainText),
    shareholders,
  };
}

export function toShareholder(wire: WireRecord<Shareholder>): RegistryShareholder {
  return {
    name: wire.required("name", (name) => seal(nameOf(name))),
    kind: wire.optional("type", shareholderKind) ?? "PERSON",
    percent: toPercent(wire),
  };
}

function toLegalRepresentative(wire: WireRecord<BaseInfo>): Leaf<RegistryParty> {
  const kind = wire.optional("legalPersonType", representativeKind) ?? wire.optional("type", representativeKind);
  return wire.leaf("legalPersonName", (text) => {
    const name = plainText(text);
    return name === null ? null : { name: seal(name), kind: kind ?? "PERSON" };
  });
}

/** In the basic information 1 is a person and 2 a company. */
function representativeKind(type: number | string): PartyKind {
  return Number(type) === 2 ? "ORGANIZATION" : "PERSON";
}

/** In the list of shareholders it is the other way round. */
function shareholderKind(type: number | string): PartyKind {
  return Number(type) === 1 ? "ORGANIZATION" : "PERSON";
}

/** A shareholder may have subscribed several times. Where the lines give different shares, none of them is the share. */
function toPercent(wire: WireRecord<Shareholder>): Leaf<string> {
  const shares = wire.elements("capital", (each: WireRecord<Contribution>) => each.leaf("percent", exactPercent));
  if (shares instanceof SourceFault) return shares;
  const [first, ...others] = new Set(shares.filter((share) => share !== null));
  return others.length === 0 ? (first ?? null) : null;
}

/** When the provider last read the register; null when it does not say. */
export function toUpdateInstant(wire: WireRecord<BaseInfo>): Instant | null {
  return wire.optional("updateTimes", looseInstant);
}
