// Generated from the upstream's contract by `npm run fix:wire-types`. Do not edit.

/**
 * Document kind: 10 resident identity card, 1 passport, 5 Hong Kong and Macau permit, 6 Taiwan permit, 8 foreigner's residence permit.
 */
export type IdType = "10" | "1" | "5" | "6" | "8";
/**
 * Why: 01 post-loan management, 02 loan approval, 03 credit card approval, 08 guarantee review, 17 the person's own enquiry.
 */
export type ReasonCode = "01" | "02" | "03" | "08" | "17";
export type Text = string;
/**
 * Text, or `--` for nothing.
 */
export type MaybeText = string;
/**
 * `YYYY-MM-DD`, or `--` for nothing.
 */
export type DateText = string;
/**
 * `YYYY-MM-DDThh:mm:ss`, China Standard Time.
 */
export type InstantText = string;
/**
 * Yuan, or `--` for nothing.
 */
export type AmountText = string;
export type CountText = string;
/**
 * Report number.
 */
export type Text1 = string;
/**
 * `YYYY-MM-DDThh:mm:ss`, China Standard Time.
 */
export type InstantText1 = string;
/**
 * Name of the person.
 */
export type Text2 = string;
/**
 * Document kind: 10 resident identity card, 1 passport, 5 Hong Kong and Macau permit, 6 Taiwan permit, 8 foreigner's residence permit.
 */
export type IdType1 = "10" | "1" | "5" | "6" | "8";
/**
 * Document number.
 */
export type Text3 = string;
/**
 * Code of the institution that asked.
 */
export type Text4 = string;
/**
 * Why: 01 post-loan management, 02 loan approval, 03 credit card approval, 08 guarantee review, 17 the person's own enquiry.
 */
export type ReasonCode1 = "01" | "02" | "03" | "08" | "17";
/**
 * Number of accounts.
 */
export type CountText1 = string;
/**
 * Number of accounts overdue.
 */
export type CountText2 = string;
/**
 * Account number at the bureau.
 */
export type Text5 = string;
/**
 * `YYYY-MM-DD`, or `--` for nothing.
 */
export type DateText1 = string;
/**
 * Yuan, or `--` for nothing.
 */
export type AmountText1 = string;
/**
 * Yuan, or `--` for nothing.
 */
export type AmountText2 = string;
/**
 * `YYYY-MM-DD`, or `--` for nothing.
 */
export type DateText2 = string;
/**
 * Text, or `--` for nothing.
 */
export type MaybeText1 = string;
/**
 * `YYYY-MM-DD`, or `--` for nothing.
 */
export type DateText3 = string;
/**
 * Yuan, or `--` for nothing.
 */
export type AmountText3 = string;
/**
 * Text, or `--` for nothing.
 */
export type MaybeText2 = string;
/**
 * Yuan, or `--` for nothing.
 */
export type AmountText4 = string;
/**
 * Yuan, or `--` for nothing.
 */
export type AmountText5 = string;
/**
 * Periods overdue.
 */
export type CountText3 = string;
/**
 * Yuan, or `--` for nothing.
 */
export type AmountText6 = string;
/**
 * `YYYY-MM-DD`, or `--` for nothing.
 */
export type DateText4 = string;
/**
 * Queries for loan approval in the last month.
 */
export type CountText4 = string;
/**
 * Queries for card approval in the last month.
 */
export type CountText5 = string;
/**
 * Queries for post-loan management in the last two years.
 */
export type CountText6 = string;
/**
 * `YYYY-MM-DD`, or `--` for nothing.
 */
export type DateText5 = string;
/**
 * Which institution.
 */
export type Text6 = string;
/**
 * Why; other institutions have more reasons than ours.
 */
export type Text7 = string;

export interface Contract {
  IdType: IdType;
  ReasonCode: ReasonCode;
  Text: Text;
  MaybeText: MaybeText;
  DateText: DateText;
  InstantText: InstantText;
  AmountText: AmountText;
  CountText: CountText;
  ReportRequest: ReportRequest;
  ReportRequestMessage: ReportRequestMessage;
  ReportIdentity: ReportIdentity;
  ReportSubject: ReportSubject;
  ReportHeader: ReportHeader;
  HeaderUnit: HeaderUnit;
  Score: Score;
  ScoreUnit: ScoreUnit;
  BusinessCount: BusinessCount;
  OverdueSummary: OverdueSummary;
  CreditSummary: CreditSummary;
  SummaryUnit: SummaryUnit;
  AccountBasic: AccountBasic;
  AccountLatest: AccountLatest;
  AccountMonth: AccountMonth;
  CreditAccount: CreditAccount;
  AccountUnit: AccountUnit;
  LastQuery: LastQuery;
  QueryCounts: QueryCounts;
  QuerySummary: QuerySummary;
  QuerySummaryUnit: QuerySummaryUnit;
  QueryRecord: QueryRecord;
  QueryUnit: QueryUnit;
  Report: Report;
  ReportAnswer: ReportAnswer;
  Fault: Fault;
  FaultAnswer: FaultAnswer;
}
export interface ReportRequest {
  IdType: IdType;
  IdNumber: Text;
  Reason: ReasonCode;
  ConsentId: Text;
}
export interface ReportRequestMessage {
  ReportRequest: ReportRequest;
}
export interface ReportIdentity {
  PA01AI01: Text1;
  PA01AR01: InstantText1;
}
export interface ReportSubject {
  PA01BQ01: Text2;
  PA01BD01: IdType1;
  PA01BI01: Text3;
  PA01BI02: Text4;
  PA01BD02: ReasonCode1;
}
export interface ReportHeader {
  PA01A: ReportIdentity;
  PA01B: ReportSubject;
}
export interface HeaderUnit {
  PA01: ReportHeader;
}
export interface Score {
  /**
   * 0 to 1000, higher is better, or `--`.
   */
  PC010Q01: string;
}
export interface ScoreUnit {
  PC01: Score;
}
export interface BusinessCount {
  PC02AS01: CountText1;
}
export interface OverdueSummary {
  PC02DS01: CountText2;
}
export interface CreditSummary {
  PC02A?: BusinessCount;
  PC02D?: OverdueSummary;
}
export interface SummaryUnit {
  PC02: CreditSummary;
}
export interface AccountBasic {
  PD01AI01: Text5;
  /**
   * D1 non-revolving loan, R1 revolving loan, R4 sub-account under a revolving line, R2 credit card, R3 quasi credit card, C1 recovery account.
   */
  PD01AD01: "D1" | "R1" | "R2" | "R3" | "R4" | "C1";
  PD01AR01: DateText1;
  /**
   * Currency of the account.
   */
  PD01AD04?: string;
  PD01AJ01?: AmountText1;
  PD01AJ02?: AmountText2;
  PD01AR02?: DateText2;
}
export interface AccountLatest {
  PD01BD01?: MaybeText1;
  PD01BR01?: DateText3;
  PD01BJ01?: AmountText3;
  PD01BD03?: MaybeText2;
  /**
   * Repayment status: N normal; 1 to 7 overdue up to 30, 60, 90, 120, 150, 180 and over 180 days; * no history; # unknown; B bad debt; M paid late; D paid by the guarantor; Z settled in kind; C settled; G ended otherwise; A bill date moved.
   */
  PD01BD04?: string;
}
export interface AccountMonth {
  /**
   * The month, `YYYY-MM`.
   */
  PD01CR01?: string;
  PD01CJ01?: AmountText4;
  PD01CJ02?: AmountText5;
  PD01CS02?: CountText3;
  PD01CJ06?: AmountText6;
}
export interface CreditAccount {
  PD01A: AccountBasic;
  PD01B?: AccountLatest;
  PD01C?: AccountMonth;
}
export interface AccountUnit {
  /**
   * @minItems 1
   */
  PD01: [CreditAccount, ...CreditAccount[]];
}
export interface LastQuery {
  PC05AR01?: DateText4;
}
export interface QueryCounts {
  PC05BS03?: CountText4;
  PC05BS04?: CountText5;
  PC05BS06?: CountText6;
}
export interface QuerySummary {
  PC05A?: LastQuery;
  PC05B?: QueryCounts;
}
export interface QuerySummaryUnit {
  PC05: QuerySummary;
}
export interface QueryRecord {
  PH010R01: DateText5;
  PH010Q02: Text6;
  PH010Q03: Text7;
}
export interface QueryUnit {
  /**
   * @minItems 1
   */
  PH01: [QueryRecord, ...QueryRecord[]];
}
export interface Report {
  PRH: HeaderUnit;
  PSM?: ScoreUnit;
  PCO?: SummaryUnit;
  PDA?: AccountUnit;
  PQO?: QuerySummaryUnit;
  POQ?: QueryUnit;
}
export interface ReportAnswer {
  Document: Report;
}
export interface Fault {
  Code: "NO_REPORT" | "CONSENT_REQUIRED" | "BAD_REQUEST" | "UNAUTHORISED" | "SYSTEM_BUSY";
  Text?: MaybeText;
}
export interface FaultAnswer {
  Fault: Fault;
}
