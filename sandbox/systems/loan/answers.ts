import type { Bank } from "../../bank/bank.js";
import type { BankCustomer, DocumentType, Loan } from "../../bank/model.js";

const ID_TYPES: Readonly<Record<DocumentType, string>> = {
  RESIDENT_ID: "01",
  PASSPORT: "02",
  HKMO_PERMIT: "03",
  TAIWAN_PERMIT: "04",
  FOREIGN_PR: "05",
};

/** "2026-06-29" or an instant as the credit system writes dates: "20260629". */
export function toCompactDate(date: string): string {
  return date.slice(0, 10).replaceAll("-", "");
}

/** Null for someone who never borrowed. */
export function toBorrower(customer: BankCustomer) {
  const { loan, company } = customer;
  if (!loan) return null;
  const document = loan.documents[0];
  return {
    borrowerId: loan.recordId,
    borrowerKind: customer.kind === "PERSON" ? 1 : 2,
    name: loan.name,
    idType: document ? ID_TYPES[document.type] : null,
    idNo: document?.number ?? null,
    uscc: company?.uscc ?? null,
    mobile: loan.contacts.find((contact) => contact.kind === "MOBILE")?.value ?? null,
    updDate: toCompactDate(loan.observedAt),
  };
}

export function toLoan(bank: Bank, loan: Loan) {
  return {
    loanNo: loan.loanId,
    contractNo: loan.contractNumber,
    borrowerId: loan.borrowerId,
    prodName: loan.productName,
    loanKind: loan.kind,
    contractAmt: loan.limit,
    drawnAmt: loan.drawn,
    balance: loan.outstanding,
    overdueDays: loan.daysPastDue,
    nextDueDate: loan.nextDueDate === null ? null : toCompactDate(loan.nextDueDate),
    nextDueAmt: loan.nextDueAmount,
    fiveTier: String(loan.fiveTierClass),
    openDate: toCompactDate(loan.openedOn),
    endDate: loan.maturityDate === null ? null : toCompactDate(loan.maturityDate),
    status: loan.status,
    lendUnit: loan.lendingUnit,
    lendUnitName: bank.orgUnit(loan.lendingUnit)?.name ?? loan.lendingUnit,
    ccy: loan.currency,
    guarantors: loan.guarantors,
    collaterals: loan.collateral.map(({ kind, value, valuedAt }) => ({
      kind,
      value,
      valueDate: toCompactDate(valuedAt),
    })),
  };
}
