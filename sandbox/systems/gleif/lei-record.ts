import { Decimal } from "decimal.js";
import type { Bank } from "../../bank/bank.js";
import type { Company } from "../../bank/model.js";

const MANAGING_LOU = "300300SANDBOX0000095";

/** A company as the index shows it. Addresses and names are as registered; shares are not part of this index. */
export function toLeiRecord(
  company: Company & { readonly lei: string },
  parent: Company | null,
  baseUrl: string,
): object {
  const self = `${baseUrl}/lei-records/${company.lei}`;
  const address = {
    language: "zh",
    addressLines: [company.address],
    addressNumber: null,
    city: null,
    region: null,
    country: "CN",
    postalCode: null,
  };
  return {
    type: "lei-records",
    id: company.lei,
    attributes: {
      lei: company.lei,
      entity: {
        legalName: { name: company.name, language: "zh" },
        otherNames: [],
        legalAddress: address,
        headquartersAddress: address,
        registeredAt: { id: "RA000140", other: null },
        registeredAs: company.uscc,
        jurisdiction: "CN",
        category: "GENERAL",
        legalForm: { id: "ECAK", other: null },
        status: /注销|吊销/.test(company.status) ? "INACTIVE" : "ACTIVE",
        creationDate: `${company.establishedOn}T00:00:00+08:00`,
        successorEntities: [],
        eventGroups: [],
      },
      registration: {
        initialRegistrationDate: `${company.establishedOn}T00:00:00Z`,
        lastUpdateDate: "2026-01-15T08:00:00Z",
        status: "ISSUED",
        nextRenewalDate: "2027-01-15T08:00:00Z",
        managingLou: MANAGING_LOU,
        corroborationLevel: "FULLY_CORROBORATED",
      },
      bic: null,
      conformityFlag: "CONFORMING",
    },
    relationships: {
      "direct-parent": {
        links: parent
          ? { "lei-record": `${self}/direct-parent`, "relationship-record": `${self}/direct-parent-relationship` }
          : { "reporting-exception": `${self}/direct-parent-reporting-exception` },
      },
    },
    links: { self },
  };
}

/** The company that holds more than half and is itself in the index. */
export function directParent(company: Company, bank: Bank): (Company & { readonly lei: string }) | null {
  for (const { ownerUscc, percent } of company.shareholders) {
    if (ownerUscc === null || new Decimal(percent).lessThanOrEqualTo(50)) continue;
    const parent = bank.companyByUscc("gleif", ownerUscc);
    if (parent && hasLei(parent)) return parent;
  }
  return null;
}

export function hasLei(company: Company): company is Company & { readonly lei: string } {
  return company.lei !== null;
}

/** From the child to the parent. */
export function toRelationshipRecord(child: string, parent: string): object {
  return {
    type: "relationship-records",
    id: `${child}-${parent}`,
    attributes: {
      relationship: {
        startNode: { id: child, type: "LEI" },
        endNode: { id: parent, type: "LEI" },
        type: "IS_DIRECTLY_CONSOLIDATED_BY",
        status: "ACTIVE",
        periods: [],
      },
    },
  };
}
