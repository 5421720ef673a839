import type { Outcome } from "../../../domain/outcome.js";
import type { PartyRecord } from "../../../domain/records/party.js";
import type { HeldRecords } from "../../../profile/held-records.js";
import { CreditCard } from "../../card/credit-card.type.js";
import { CreditReport } from "../../credit/credit-report.type.js";
import { DepositAccount } from "../../deposit/deposit-account.type.js";
import { disclose } from "../../disclose.js";
import { InvestmentHolding } from "../../investment/investment-holding.type.js";
import { Loan } from "../../loan/loan.type.js";
import { gatherCrm, gatherInteractions } from "./gather-crm.js";
import type { Gathered } from "./gathered.js";
import { printArrangement, printTransaction, type Printing } from "./print-holdings.js";
import { printParty, printRegistryRecord } from "./print-party.js";

const NO_CONSENT =
  "The credit bureau's report is read only while the customer agrees to it, and he does not at the moment";

/** Puts what every source said into documents, one for each kind of record. */
export function gatherSources(held: HeldRecords, printing: Printing, gathered: Gathered): void {
  for (const outcome of held.parties) gatherParty(outcome, printing, gathered);
  gathered.list("borrowers", held.borrowers, (party) => printParty(party, "loan.borrowers", printing));
  gatherHoldings(held, printing, gathered);
  for (const outcome of held.crm) gatherCrm(outcome, printing, gathered);
  gatherInteractions(held.interactions, printing, gathered);
  gatherReport(held.report, printing, gathered);
  for (const outcome of held.registries) {
    const listing = outcome.kind === "known" ? { ...outcome, value: { items: [outcome.value], gaps: [] } } : outcome;
    gathered.list("company", listing, (record) => printRegistryRecord(record, `${outcome.source}.company`, printing));
  }
}

function gatherParty(outcome: Outcome<PartyRecord>, printing: Printing, gathered: Gathered): void {
  const listing = outcome.kind === "known" ? { ...outcome, value: { items: [outcome.value], gaps: [] } } : outcome;
  gathered.list("party", listing, (party) => printParty(party, `${inPath(outcome.source)}.party`, printing));
}

function gatherHoldings(held: HeldRecords, printing: Printing, gathered: Gathered): void {
  const { deposits, investments, loans, cards, transactions } = held;
  gathered.list("accounts", deposits, (each) => printArrangement(DepositAccount, each, "core.accounts", printing));
  gathered.list("investments", investments, (each) =>
    printArrangement(InvestmentHolding, each, "core.investments", printing),
  );
  for (const [accountId, outcome] of transactions)
    gathered.list(`transactions-${inName(accountId)}`, outcome, (each) =>
      printTransaction(each, accountId, "core.transactions", printing),
    );
  gathered.list("loans", loans, (each) => printArrangement(Loan, each, "loan.loans", printing));
  gathered.list("cards", cards, (each) => printArrangement(CreditCard, each, "card.cards", printing));
}

function gatherReport(report: HeldRecords["report"], { decision, printed }: Printing, gathered: Gathered): void {
  if (report.kind === "consent-required") return gathered.withhold("credit-bureau", NO_CONSENT);
  if (report.kind === "consent-unknown")
    return gathered.missing("credit-bureau/report", "credit-bureau", ["CONSENT_UNKNOWN"]);
  const { outcome, consentId } = report;
  // What keeps the report from being asked for is some other source's fault, but the report is what is missing.
  if (outcome.kind === "unavailable")
    return gathered.missing("credit-bureau/report", "credit-bureau", [outcome.because.code]);
  const listing = outcome.kind === "known" ? { ...outcome, value: { items: [outcome.value], gaps: [] } } : outcome;
  gathered.list("report", listing, (record) => ({
    ...printed.print(CreditReport, disclose(CreditReport, record, decision), "creditBureau.report"),
    consentId,
  }));
}

/** A source's name where only names without a hyphen may stand. */
function inPath(source: string): string {
  return source.replaceAll("-", "_");
}

/** A key of a system where a file's name stands. */
function inName(key: string): string {
  return key.replaceAll(/[^\w.-]/gu, "_");
}
