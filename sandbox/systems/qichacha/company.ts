import { createHash } from "node:crypto";
import { Decimal } from "decimal.js";
import type { Company, Shareholding } from "../../bank/model.js";
import { toDate } from "../../framework/clock.js";
import { isOrganisationName } from "../organisation-name.js";
import { variation } from "../variation.js";

/** Interface 735. Nearly everything is text. */
export function toRegisterEntry(company: Company, asOf: Date): object {
  const representativeIsCompany = isOrganisationName(company.legalRepresentative);
  return {
    KeyNo: keyNumber(company.uscc),
    Name: company.name,
    No: company.registrationNumber,
    CreditCode: company.uscc,
    OperId: representativeIsCompany ? keyNumber(company.legalRepresentative) : personKey(company.legalRepresentative),
    OperName: company.legalRepresentative,
    StartDate: day(company.establishedOn, company.uscc),
    EndDate: "",
    Status: company.status,
    UpdatedDate: `${toDate(asOf)} 00:00:00`,
    RegistCapi: capital(company),
    RecCap: "-",
    EconKind: "有限责任公司",
    Address: company.address,
    Scope: "",
    TermStart: day(company.establishedOn, `${company.uscc}:term`),
    TermEnd: "",
    OrgNo: `${company.uscc.slice(8, 16)}-${company.uscc.slice(16, 17)}`,
    IsOnStock: "0",
    EntType: "0",
    Industry: {
      IndustryCode: "",
      Industry: company.industry,
      SubIndustryCode: "",
      SubIndustry: "",
      MiddleCategory: null,
    },
    Partners: company.shareholders.map((each) => toPartner(each, company)),
  };
}

/** Interface 731, and the same lines inside 735. */
export function toPartner(shareholding: Shareholding, company: Company): object {
  const isCompany = shareholding.ownerKind === "ORGANIZATION";
  return {
    KeyNo: isCompany ? keyNumber(shareholding.ownerUscc ?? shareholding.ownerName) : personKey(shareholding.ownerName),
    StockName: shareholding.ownerName,
    StockType: isCompany ? "企业法人" : "自然人股东",
    StockPercent: percent(shareholding, company),
    ShouldCapi: new Decimal(company.registeredCapital).times(shareholding.percent).dividedBy(1_000_000).toFixed(),
    ShoudDate: day(company.establishedOn, `${company.uscc}:${shareholding.ownerName}`),
    StakeDate: "",
    CreditCode: shareholding.ownerUscc ?? "",
    TagsList: [],
    Area: null,
  };
}

function capital({ registeredCapital, currency, uscc }: Company): string {
  const tenThousands = new Decimal(registeredCapital).dividedBy(10_000).toFixed();
  if (currency !== "CNY") return `${tenThousands}万${CURRENCY_WORDS[currency] ?? currency}`;
  return variation(`${uscc}:capital`, 2) === 0 ? `${tenThousands}万元人民币` : `${tenThousands}万人民币`;
}

const CURRENCY_WORDS: Readonly<Record<string, string>> = { USD: "美元", HKD: "港元", EUR: "欧元", JPY: "日元" };

function percent({ percent, ownerName }: Shareholding, { uscc }: Company): string {
  const value = new Decimal(percent);
  return variation(`${uscc}:${ownerName}`, 2) === 0
    ? `${value.toFixed()}%`
    : `${value.toFixed(Math.max(4, value.decimalPlaces()))}%`;
}

function day(date: string, key: string): string {
  return variation(key, 2) === 0 ? date : `${date} 00:00:00`;
}

function keyNumber(of: string): string {
  return createHash("md5").update(of).digest("hex");
}

/** The provider's ids of persons begin with p. */
function personKey(name: string): string {
  return `p${keyNumber(name)}`;
}
