// Generated from the upstream's contract by `npm run fix:wire-types`. Do not edit.

/**
 * 0000 success, 1001 bad parameter, 1003 bad key (with HTTP 401), 2001 not found, 9001 system busy, 9999 system error
 */
export type ResultCode = "0000" | "1001" | "1003" | "2001" | "9001" | "9999";
export type BatchDate = string;
export type LoanAmount = string;
/**
 * The limit
 */
export type LoanAmount1 = string;
/**
 * Drawn in total since opening
 */
export type LoanAmount2 = string;
/**
 * Owed now; for trade finance and guarantees the used part
 */
export type LoanAmount3 = string;
export type BorrowerIdentType = "BORROWER_ID" | "RESIDENT_ID" | "PASSPORT" | "USCC" | "MOBILE";

export interface Contract {
  ResultCode: ResultCode;
  BatchDate: BatchDate;
  LoanAmount: LoanAmount;
  LoanError: LoanError;
  Page: Page;
  Guarantor: Guarantor;
  Collateral: Collateral;
  Loan: Loan;
  Borrower: Borrower;
  BorrowerIdentType: BorrowerIdentType;
  BorrowerIdent: BorrowerIdent;
  BorrowerQueryRequest: BorrowerQueryRequest;
  BorrowerMatch: BorrowerMatch;
  LoansResponse: LoansResponse;
  BorrowersResponse: BorrowersResponse;
  BorrowerQueryResponse: BorrowerQueryResponse;
  BorrowerFeedRow: BorrowerFeedRow;
  BorrowerListingResponse: BorrowerListingResponse;
  BorrowerChangesResponse: BorrowerChangesResponse;
}
export interface LoanError {
  code: ResultCode;
  msg: string;
  batchDate: BatchDate;
  /**
   * @maxItems 0
   */
  rows: [];
}
export interface Page {
  pageNo: number;
  pageSize: number;
  /**
   * Rows of the whole batch
   */
  total: number;
}
export interface Guarantor {
  borrowerId: string | null;
  name: string;
}
export interface Collateral {
  kind: string;
  value: LoanAmount;
  valueDate: string;
}
export interface Loan {
  loanNo: string;
  contractNo: string;
  borrowerId: string;
  prodName: string;
  loanKind: "LOAN" | "MORTGAGE" | "TRADE_FINANCE" | "GUARANTEE_ISSUED";
  contractAmt: LoanAmount1;
  drawnAmt: LoanAmount2;
  balance: LoanAmount3;
  overdueDays: number;
  nextDueDate: string | null;
  nextDueAmt: LoanAmount | null;
  fiveTier: "1" | "2" | "3" | "4" | "5";
  openDate: string;
  endDate: string | null;
  status: "ACTIVE" | "SETTLED" | "WRITTEN_OFF";
  lendUnit: string;
  lendUnitName: string;
  ccy: string;
  guarantors: Guarantor[];
  collaterals: Collateral[];
}
export interface Borrower {
  borrowerId: string;
  /**
   * 1 person, 2 company
   */
  borrowerKind: 1 | 2;
  name: string;
  /**
   * 01 resident id (15 or 18 digits), 02 passport, 03 travel permit Hong Kong and Macau, 04 travel permit Taiwan, 05 foreign permanent resident card
   */
  idType: "01" | "02" | "03" | "04" | "05" | null;
  idNo: string | null;
  uscc: string | null;
  mobile: string | null;
  updDate: string;
}
export interface BorrowerIdent {
  type: BorrowerIdentType;
  value: string;
}
export interface BorrowerQueryRequest {
  /**
   * @minItems 1
   * @maxItems 200
   */
  idents: [BorrowerIdent, ...BorrowerIdent[]];
}
export interface BorrowerMatch {
  index: number;
  borrowers: Borrower[];
}
export interface LoansResponse {
  code: ResultCode;
  msg: string;
  batchDate: BatchDate;
  page?: Page;
  notFound?: string[];
  rows: Loan[];
}
export interface BorrowersResponse {
  code: ResultCode;
  msg: string;
  batchDate: BatchDate;
  notFound?: string[];
  rows: Borrower[];
}
export interface BorrowerQueryResponse {
  code: ResultCode;
  msg: string;
  batchDate: BatchDate;
  rows: BorrowerMatch[];
}
export interface BorrowerFeedRow {
  borrowerId: string;
  borrower: Borrower | null;
}
export interface BorrowerListingResponse {
  code: ResultCode;
  msg: string;
  batchDate: BatchDate;
  rows: BorrowerFeedRow[];
  next?: string | null;
  total?: number;
  changesFrom?: string;
}
export interface BorrowerChangesResponse {
  code: ResultCode;
  msg: string;
  batchDate: BatchDate;
  rows: BorrowerFeedRow[];
  next?: string;
  more?: boolean;
}
