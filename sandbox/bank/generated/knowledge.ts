import { BANK_DATE, daysBefore, instantOn } from "../dates.js";
import type { Contact, Document, DocumentType, IsoDate, Knowledge, Verification } from "../model.js";
import { oldResidentId } from "../numbers/build.js";
import { Draw } from "./draw.js";
import { address, misspelt } from "./names.js";
import type { Population } from "./population.js";
import type { Traits } from "./traits.js";

export interface KnownRecords {
  readonly core: Knowledge;
  readonly card: Knowledge;
  readonly loan: Knowledge;
  readonly crm: Knowledge;
}

/**
 * What each system knows of a generated person, with the differences that real records have: a number changed in one
 * system only, a misspelt name, a resident id in its old form, an entry in the CRM without any document.
 */
export function personKnowledge(population: Population, i: number, traits: Traits, name: string): KnownRecords {
  const { numbering, seed } = population;
  const draw = new Draw(seed, i, "knowledge");
  const document = identityDocument(population, i, traits.mainDocument, traits.birthDate, draw);
  const passport = traits.mainDocument === "RESIDENT_ID" && draw.chance(0.12);
  const documents = passport ? [document, travelDocument(numbering.passport(i), draw)] : [document];
  const owner = traits.sharesMobile && traits.partner !== null ? Math.min(i, traits.partner) : i;
  const mobile = numbering.mobile(owner, "current");
  const former = draw.chance(0.15) ? numbering.mobile(i, "former") : mobile;
  const email = draw.chance(0.5) ? [contact("EMAIL", numbering.email(i), draw, "SELF_DECLARED")] : [];
  const home = contact("ADDRESS", address(draw), draw, "VERIFIED_DOCUMENT");
  const observed = (
    recordId: string,
    known: Pick<Knowledge, "name" | "documents" | "contacts">,
    by: string,
    channel: string,
  ): Knowledge => ({
    recordId,
    ...known,
    observedAt: someInstant(draw),
    collectedBy: by,
    collectionChannel: channel,
  });
  const inLoans = oldForm(document, traits.birthDate, draw);
  return {
    core: observed(
      numbering.cif(i),
      { name, documents, contacts: [contact("MOBILE", former, draw, "SELF_DECLARED"), ...email, home] },
      "T1",
      "COUNTER",
    ),
    card: observed(
      numbering.cardCustomer(i),
      { name, documents: [document], contacts: [contact("MOBILE", mobile, draw, "VERIFIED_OTP"), ...email] },
      "CARD-CENTRE",
      "MOBILE_BANK",
    ),
    loan: observed(
      numbering.borrower(i),
      {
        name: draw.chance(0.01) ? misspelt(name, draw) : name,
        documents: [inLoans],
        contacts: draw.chance(0.7) ? [contact("MOBILE", former, draw, "SELF_DECLARED")] : [],
      },
      "CREDIT-DESK",
      "COUNTER",
    ),
    crm: observed(
      numbering.crm(i),
      {
        name: draw.chance(0.02) ? misspelt(name, draw) : name,
        documents: draw.chance(traits.prospect ? 0.2 : 0.8) ? [document] : [],
        contacts: [contact("MOBILE", mobile, draw, "SELF_DECLARED"), ...email],
      },
      population.managerOf(i),
      "RM_WORKBENCH",
    ),
  };
}

/** One borrower in twenty born in the last century is still kept under fifteen digits. */
function oldForm(document: Document, birthDate: IsoDate, draw: Draw): Document {
  const old = document.type === "RESIDENT_ID" && birthDate < "1985" && draw.chance(0.05);
  return old ? { ...document, number: oldResidentId(document.number) } : document;
}

function identityDocument(
  { numbering }: Population,
  i: number,
  type: DocumentType,
  birthDate: IsoDate,
  draw: Draw,
): Document {
  const verifiedAt = draw.chance(0.8) ? someInstant(draw) : null;
  const validTo = draw.chance(0.1) ? null : daysBefore(BANK_DATE, draw.between(-6_000, 200));
  switch (type) {
    case "RESIDENT_ID":
      return { type, number: numbering.residentId(i, birthDate), issuer: "宁波市公安局", validTo, verifiedAt };
    case "PASSPORT":
      return travelDocument(numbering.passport(i), draw);
    case "HKMO_PERMIT":
      return { type, number: numbering.hkmoPermit(i), issuer: "公安部出入境管理局", validTo, verifiedAt };
    case "TAIWAN_PERMIT":
      return { type, number: numbering.taiwanPermit(i), issuer: "公安部出入境管理局", validTo, verifiedAt };
    case "FOREIGN_PR":
      return { type, number: numbering.foreignResident(i), issuer: "国家移民管理局", validTo, verifiedAt };
  }
}

function travelDocument(number: string, draw: Draw): Document {
  return {
    type: "PASSPORT",
    number,
    issuer: "国家移民管理局",
    validTo: daysBefore(BANK_DATE, -draw.between(1, 3_600)),
    verifiedAt: null,
  };
}

function contact(kind: Contact["kind"], value: string, draw: Draw, verification: Verification): Contact {
  return {
    kind,
    value,
    observedAt: someInstant(draw),
    verification,
    preferred: kind === "MOBILE",
    doNotContact: draw.chance(0.02),
  };
}

function someInstant(draw: Draw): string {
  return instantOn(daysBefore(BANK_DATE, draw.between(3, 2_500)), draw.between(30_000, 64_000));
}
