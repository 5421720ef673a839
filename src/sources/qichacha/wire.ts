import type { Instant } from "../../domain/instant.js";
import type { Leaf } from "../../domain/outcome.js";
import type { PartyKind } from "../../domain/records/party.js";
import type { RegistryParty, RegistryRecord, RegistryShareholder } from "../../domain/records/registry.js";
import { seal } from "../../domain/sealed.js";
import type { SourceFaultCode } from "../../domain/source-fault.js";
import { exactPercent, looseDay, looseInstant, nameOf, plainText, registeredCapital } from "../register-text.js";
import { asIs, type WireRecord } from "../wire-record.js";
import type { Partner, RegisterEntry } from "./wire.generated.js";

export const FOUND = "200";
export const NOTHING = "201";

/** The provider's table of statuses is not public: all but "found" and "nothing" are errors, whatever they say. */
export function toFaultCode(status: unknown): SourceFaultCode | null {
  if (status === FOUND || status === NOTHING) return null;
  return typeof status === "string" && /^\d{3,6}$/.test(status) ? "SOURCE_UNAVAILABLE" : "SOURCE_MALFORMED";
}

export function toRegistryRecord(wire: WireRecord<RegisterEntry>): RegistryRecord {
  return {
    recordId: wire.required("KeyNo", asIs),
    name: wire.leaf("Name", plainText),
    registrationNumber: wire.leaf("No", plainText),
    unifiedSocialCreditCode: wire.leaf("CreditCode", plainText),
    lei: null,
    status: wire.leaf("Status", plainText),
    registeredCapital: wire.leaf("RegistCapi", (text) => registeredCapital(text, null)),
    legalRepresentative: toLegalRepresentative(wire),
    establishedOn: wire.leaf("StartDate", looseDay),
    address: wire.leaf("Address", plainText),
    industry: wire.nested("Industry", (industry) => {
      const widest = industry.optional("Industry", plainText);
      return industry.optional("SubIndustry", plainText) ?? widest;
    }),
    shareholders: wire.elements("Partners", toShareholder),
  };
}

export function toShareholder(wire: WireRecord<Partner>): RegistryShareholder {
  const kind = wire.optional("KeyNo", kindOfKey) ?? wire.optional("StockType", kindOfType);
  return {
    name: wire.required("StockName", (name) => seal(nameOf(name))),
    kind: kind ?? "PERSON",
    percent: wire.leaf("StockPercent", exactPercent),
  };
}

function toLegalRepresentative(wire: WireRecord<RegisterEntry>): Leaf<RegistryParty> {
  const kind = wire.optional("OperId", kindOfKey) ?? "PERSON";
  return wire.leaf("OperName", (text) => {
    const name = plainText(text);
    return name === null ? null : { name: seal(name), kind };
  });
}

/** The provider's ids of persons begin with p; null for an empty one. */
function kindOfKey(key: string): PartyKind | null {
  if (plainText(key) === null) return null;
  return key.startsWith("p") ? "PERSON" : "ORGANIZATION";
}

/** Whoever is not plainly an organisation is treated as a person: that is the kind whose name is protected. */
function kindOfType(type: string): PartyKind {
  return /法人|企业|公司|合伙|机构|政府|国有|社团|基金/.test(type) && !/自然人|个人/.test(type)
    ? "ORGANIZATION"
    : "PERSON";
}

/** When the provider last read the register; null when it does not say. */
export function toUpdateInstant(wire: WireRecord<RegisterEntry>): Instant | null {
  return wire.optional("UpdatedDate", looseInstant);
}
