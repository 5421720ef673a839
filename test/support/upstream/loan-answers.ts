import type {
  Borrower,
  BorrowerQueryResponse,
  BorrowersResponse,
  Loan,
  LoanError,
  LoansResponse,
} from "../../../src/sources/loan/wire.generated.js";

export const mortgage: Loan = {
  loanNo: "LN-5501-1",
  contractNo: "HT20190618005501",
  borrowerId: "L-5501",
  prodName: "个人住房按揭贷款",
  loanKind: "MORTGAGE",
  contractAmt: "1800000.00",
  drawnAmt: "1800000.00",
  balance: "1250000.00",
  overdueDays: 0,
  nextDueDate: "20260718",
  nextDueAmt: "9635.42",
  fiveTier: "1",
  openDate: "20190618",
  endDate: "20390618",
  status: "ACTIVE",
  lendUnit: "B1",
  lendUnitName: "Jiangdong",
  ccy: "CNY",
  guarantors: [{ borrowerId: null, name: "王秀英" }],
  collaterals: [{ kind: "RESIDENTIAL_PROPERTY", value: "2600000.00", valueDate: "20250618" }],
};

const workingCapital: Loan = {
  ...mortgage,
  loanNo: "LN-5501-2",
  contractNo: "HT20250101005501",
  loanKind: "LOAN",
  contractAmt: "500000.10",
  drawnAmt: "120000.03",
  balance: "80000.00",
  overdueDays: 12,
  nextDueDate: null,
  nextDueAmt: null,
  fiveTier: "2",
  guarantors: [],
  collaterals: [],
};

export const person: Borrower = {
  borrowerId: "L-5501",
  borrowerKind: 1,
  name: "王建国",
  idType: "01",
  idNo: "990101850412001",
  uscc: null,
  mobile: "13900001234",
  updDate: "20240618",
};

const company: Borrower = {
  borrowerId: "L-9001",
  borrowerKind: 2,
  name: "海港贸易有限公司",
  idType: null,
  idNo: null,
  uscc: "91990101MA00000018",
  mobile: null,
  updDate: "20251231",
};

const HEAD = { code: "0000", msg: "success", batchDate: "20260629" } as const;

export const loansAnswer: LoansResponse = {
  ...HEAD,
  page: { pageNo: 1, pageSize: 200, total: 2 },
  notFound: [],
  rows: [mortgage, workingCapital],
};

export const borrowersAnswer: BorrowersResponse = { ...HEAD, notFound: [], rows: [person, company] };

export const queryAnswer: BorrowerQueryResponse = {
  ...HEAD,
  rows: [
    { index: 1, borrowers: [] },
    { index: 0, borrowers: [person] },
  ],
};

export function loanError(code: LoanError["code"]): LoanError {
  return { code, msg: "as the system words it", batchDate: "20260629", rows: [] };
}
