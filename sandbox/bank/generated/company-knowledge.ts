import { BANK_DATE, daysBefore, instantOn } from "../dates.js";
import type { Company, Knowledge } from "../model.js";
import { Draw } from "./draw.js";
import type { KnownRecords } from "./knowledge.js";
import type { Population } from "./population.js";

/** What each system knows of a generated company: its name, its code beside it, an office number. */
export function companyKnowledge(population: Population, i: number, company: Company): KnownRecords {
  const { numbering } = population;
  const draw = new Draw(population.seed, i, "company-knowledge");
  const record = (recordId: string, collectedBy: string): Knowledge => {
    const observedAt = instantOn(daysBefore(BANK_DATE, draw.between(3, 1_500)), 36_000);
    const contact = { observedAt, verification: "SELF_DECLARED", preferred: true, doNotContact: false } as const;
    return {
      recordId,
      name: company.name,
      documents: [],
      contacts: [
        { kind: "MOBILE", value: numbering.mobile(i, "current"), ...contact },
        { kind: "ADDRESS", value: company.address, ...contact },
      ],
      observedAt,
      collectedBy,
      collectionChannel: "COUNTER",
    };
  };
  return {
    core: record(numbering.cif(i), "T1"),
    card: record(numbering.cardCustomer(i), "CARD-CENTRE"),
    loan: record(numbering.borrower(i), "CREDIT-DESK"),
    crm: record(numbering.crm(i), population.managerOf(i)),
  };
}
