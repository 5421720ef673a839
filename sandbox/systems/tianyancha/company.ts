import type { Company, Shareholding } from "../../bank/model.js";
import { isOrganisationName } from "../organisation-name.js";
import { providerNumber, variation } from "../variation.js";
import { capitalText, currencyWord, highlighted, looseDay, percentText } from "./disorder.js";

/** Basic information. Here `type` 1 is a person and 2 a company. */
export function toBaseInfo(company: Company, asOf: Date): object {
  const name = variation(`${company.uscc}:em`, 6) === 0 ? `<em>${company.name}</em>` : company.name;
  return {
    id: providerNumber(company.uscc),
    name,
    alias: "--",
    creditCode: company.uscc,
    regNumber: company.registrationNumber,
    orgNumber: company.uscc.slice(8, 17),
    legalPersonName: company.legalRepresentative,
    type: isOrganisationName(company.legalRepresentative) ? 2 : 1,
    companyOrgType: "有限责任公司",
    regStatus: company.status,
    regCapital: capitalText(company.registeredCapital, company.currency, company.uscc),
    regCapitalCurrency: currencyWord(company.currency),
    actualCapital: "-",
    estiblishTime: looseDay(company.establishedOn, `${company.uscc}:established`),
    fromTime: looseDay(company.establishedOn, `${company.uscc}:from`),
    toTime: null,
    updateTimes: asOf.getTime(),
    regLocation: company.address,
    businessScope: "",
    industry: company.industry,
    property3: "--",
  };
}

/** A line of the register's list of shareholders. Here `type` 1 is a company and 2 a person. */
export function toShareholder(company: Company, shareholding: Shareholding): object {
  const key = `${company.uscc}:${shareholding.ownerUscc ?? shareholding.ownerName}`;
  const isCompany = shareholding.ownerKind === "ORGANIZATION";
  const number = providerNumber(shareholding.ownerUscc ?? `person:${shareholding.ownerName}`);
  return {
    id: variation(`${key}:id`, 2) === 0 ? number : String(number),
    name: shareholding.ownerName,
    alias: "--",
    type: isCompany ? 1 : 2,
    toco: 1 + variation(`${key}:toco`, 9),
    logo: "",
    capital: [
      {
        amomon: "-",
        paymet: "",
        percent: percentText(shareholding.percent),
        time: variation(`${key}:time`, 2) === 0 ? "--" : looseDay(company.establishedOn, `${key}:day`),
      },
    ],
    capitalActl: [],
  };
}

/** A line of the search page: identifiers as text, the matching words marked. */
export function toSearchHit(company: Company, word: string): object {
  return {
    id: String(providerNumber(company.uscc)),
    name: highlighted(company.name, word),
    creditCode: company.uscc,
    regNumber: company.registrationNumber,
    orgNumber: company.uscc.slice(8, 17),
    regStatus: company.status,
    regCapital: capitalText(company.registeredCapital, company.currency, company.uscc),
    legalPersonName: company.legalRepresentative,
    estiblishTime: `${company.establishedOn} 00:00:00.0`,
    base: "",
    type: 1,
    matchType: company.name.includes(word) ? "公司名称匹配" : "统一社会信用代码匹配",
  };
}
