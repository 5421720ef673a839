import type { PartyRecord, RegistrationRecord } from "../../../domain/records/party.js";
import type { RegistryRecord as RegistryAnswer } from "../../../domain/records/registry.js";
import { seal } from "../../../domain/sealed.js";
import { SourceFault } from "../../../domain/source-fault.js";
import { Organization } from "../../corporate/organization.type.js";
import { RegistryParty, RegistryRecord, RegistryShareholder } from "../../corporate/registry-record.type.js";
import { disclose } from "../../disclose.js";
import { toPublicMoney } from "../../shared/money.type.js";
import { HeldParty } from "./held.type.js";
import type { Printing } from "./print-holdings.js";
import { printPerson } from "./print-holdings.js";

/** One system's record of the customer; guardians and wards are other people. */
export function printParty(party: PartyRecord, path: string, printing: Printing): object {
  const { decision, printed } = printing;
  const { guardians, wards, registration } = party;
  return {
    ...printed.print(HeldParty, disclose(HeldParty, party, decision), path),
    ...(registration !== null && { registration: printRegistration(party, registration, path, printing) }),
    guardians: printRelations(guardians, "GUARDIAN", `${path}.guardians`, printing),
    wards: printRelations(wards, "WARD", `${path}.wards`, printing),
  };
}

function printRelations(relations: PartyRecord["guardians"], role: string, path: string, printing: Printing): unknown {
  if (relations instanceof SourceFault) return { unavailable: relations.code };
  return relations.map(({ partyId, basis, validTo }) => printPerson({ role, basis, validTo }, partyId, path, printing));
}

function printRegistration(
  { kind }: PartyRecord,
  registration: RegistrationRecord | SourceFault,
  path: string,
  { decision, others, printed }: Printing,
): unknown {
  if (registration instanceof SourceFault) return { unavailable: registration.code };
  const { legalName, legalRepresentative, registeredCapital } = registration;
  const nameKind = kind === "PERSON" ? "PERSON_NAME" : "COMPANY_NAME";
  const record = {
    ...registration,
    nameKind,
    legalName: typeof legalName === "string" ? seal(legalName) : legalName,
    registeredCapital: undefined,
  };
  const view = disclose(Organization, record, decision);
  others.showName(view, "legalRepresentative", legalRepresentative, "Organization.legalRepresentative");
  return {
    ...printed.print(Organization, view, `${path}.registration`),
    registeredCapital: printed.money(toPublicMoney(registeredCapital), `${path}.registration.registeredCapital`),
  };
}

/** What a register says of a company; everybody whom it names is somebody else. */
export function printRegistryRecord(record: RegistryAnswer, path: string, printing: Printing): object {
  const { decision, others, printed } = printing;
  const { name, legalRepresentative, shareholders, registeredCapital, recordId } = record;
  const own = { ...record, legalRepresentative: undefined, shareholders: undefined, registeredCapital: undefined };
  const view = disclose(RegistryRecord, { ...own, name: typeof name === "string" ? seal(name) : name }, decision);
  const person = legalRepresentative instanceof SourceFault ? null : legalRepresentative;
  return {
    recordId,
    ...printed.print(RegistryRecord, view, path),
    registeredCapital: printed.money(toPublicMoney(registeredCapital), `${path}.registeredCapital`),
    legalRepresentative:
      person === null
        ? null
        : printed.print(
            RegistryParty,
            disclose(RegistryParty, person, others.decisionOn(person.name)),
            `${path}.legalRepresentative`,
          ),
    shareholders:
      shareholders instanceof SourceFault
        ? { unavailable: shareholders.code }
        : shareholders.map((each) =>
            printed.print(
              RegistryShareholder,
              disclose(RegistryShareholder, each, others.decisionOn(each.name)),
              `${path}.shareholders`,
            ),
          ),
  };
}
