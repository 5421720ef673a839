import { type CalendarDate, dayIn, toCalendarDate, toInstant } from "../../domain/instant.js";
import type { RegistryRecord } from "../../domain/records/registry.js";
import { asIs, type WireRecord } from "../wire-record.js";
import type { Address, Entity, LeiRecord, RelationshipNode, RelationshipRecord } from "./wire.generated.js";

/** The shape of a unified social credit code; its check character is not tested, as a register's word is kept as it is. */
const CREDIT_CODE = /^[0-9A-HJ-NPQRTUWXY]{18}$/;

export function toRegistryRecord(wire: WireRecord<LeiRecord>): RegistryRecord {
  const attributes = wire.inner("attributes");
  const entity = attributes.inner("entity");
  const registeredAs = entity.leaf("registeredAs", asIs);
  const isCreditCode = typeof registeredAs === "string" && CREDIT_CODE.test(registeredAs);
  return {
    recordId: wire.required("id", asIs),
    name: entity.nested("legalName", (name) => name.required("name", asIs)),
    registrationNumber: isCreditCode ? null : registeredAs,
    unifiedSocialCreditCode: isCreditCode ? registeredAs : null,
    lei: attributes.leaf("lei", asIs),
    status: entity.leaf("status", asIs),
    registeredCapital: null,
    legalRepresentative: null,
    establishedOn: entity.leaf("creationDate", (text) => toDayOfCreation(text, entity)),
    address: entity.nested("legalAddress", toAddress),
    industry: null,
    // This index knows parents by consolidation, and no shares.
    shareholders: [],
  };
}

/** Whether the entity names a parent, or says why it names none: decided by which link there is. */
export function hasDirectParent(wire: WireRecord<LeiRecord>): boolean {
  const links = wire.nested("relationships", (all) =>
    all.nested("direct-parent", (parent) =>
      parent.nested("links", (each) => each.optional("relationship-record", asIs)),
    ),
  );
  return typeof links === "string";
}

/** The LEI of the parent. The relationship runs from the child to the parent. */
export function toParentLei(wire: WireRecord<RelationshipRecord>): string {
  return toLei(wire.inner("attributes").inner("relationship").inner("endNode"));
}

/** Clients of this interface have seen both spellings. */
function toLei(wire: WireRecord<RelationshipNode>): string {
  return wire.optional("nodeID", asIs) ?? wire.required("id", asIs);
}

/** A Chinese company's first day is midnight in China, however the index writes it; others' as written. */
function toDayOfCreation(text: string, entity: WireRecord<Entity>): CalendarDate {
  if (entity.optional("jurisdiction", asIs)?.startsWith("CN")) return dayIn("Asia/Shanghai", toInstant(text));
  return toCalendarDate(text.slice(0, 10));
}

function toAddress(wire: WireRecord<Address>): string {
  const parts = [
    ...wire.required("addressLines", asIs),
    wire.optional("city", asIs),
    wire.optional("region", asIs),
    wire.optional("postalCode", asIs),
    wire.optional("country", asIs),
  ];
  return parts.filter((part) => part !== null && part !== "").join(", ");
}
