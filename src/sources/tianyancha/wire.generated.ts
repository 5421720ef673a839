// Generated from the upstream's contract by `npm run fix:wire-types`. Do not edit.

/**
 * The provider's number of a company or person; above 2^31, a number in some answers and text in others.
 */
export type ProviderId = number | string;
/**
 * Epoch milliseconds, the same as text, `YYYY-MM-DD`, `YYYY-MM-DD 00:00:00.0`, empty, or a placeholder.
 */
export type LooseDate = number | string | null;
/**
 * A number with an optional 万 or 亿 and an optional currency word; `-`, `--` or empty for nothing.
 */
export type CapitalText = string | null;
/**
 * A share such as `99.50%`; `-`, `--` or empty for nothing.
 */
export type PercentText = string | null;
/**
 * 1 or 2; what they mean depends on the interface.
 */
export type PartyType = 1 | 2 | "1" | "2" | null;
/**
 * 1 or 2; what they mean depends on the interface.
 */
export type PartyType1 = 1 | 2 | "1" | "2" | null;
/**
 * 1 or 2; what they mean depends on the interface.
 */
export type PartyType2 = 1 | 2 | "1" | "2" | null;
/**
 * 1 or 2; what they mean depends on the interface.
 */
export type PartyType3 = 1 | 2 | "1" | "2" | null;
/**
 * 1 or 2; what they mean depends on the interface.
 */
export type PartyType4 = 1 | 2 | "1" | "2" | null;

export interface Contract {
  ProviderId: ProviderId;
  LooseDate: LooseDate;
  CapitalText: CapitalText;
  PercentText: PercentText;
  PartyType: PartyType;
  BaseInfo: BaseInfo;
  Contribution: Contribution;
  Shareholder: Shareholder;
  HolderPage: HolderPage;
  SearchHit: SearchHit;
  SearchPage: SearchPage;
  BaseInfoAnswer: BaseInfoAnswer;
  HolderAnswer: HolderAnswer;
  SearchAnswer: SearchAnswer;
  BusinessError: BusinessError;
}
export interface BaseInfo {
  id: ProviderId;
  name: string;
  alias?: string | null;
  creditCode?: string | null;
  /**
   * What public institutions have in place of creditCode.
   */
  usCreditCode?: string | null;
  regNumber?: string | null;
  orgNumber?: string | null;
  legalPersonName?: string | null;
  type?: PartyType1;
  legalPersonType?: PartyType2;
  companyOrgType?: string | null;
  regStatus: string | null;
  regCapital?: CapitalText;
  regCapitalCurrency?: string | null;
  actualCapital?: CapitalText;
  estiblishTime?: LooseDate;
  fromTime?: LooseDate;
  toTime?: LooseDate;
  approvedTime?: LooseDate;
  updateTimes?: LooseDate;
  regInstitute?: string | null;
  regLocation?: string | null;
  base?: string | null;
  businessScope?: string | null;
  industry?: string | null;
  /**
   * The name in English.
   */
  property3?: string | null;
  actualCapitalCurrency?: unknown;
  bondName?: unknown;
  bondNum?: unknown;
  bondType?: unknown;
  cancelDate?: unknown;
  cancelReason?: unknown;
  city?: unknown;
  companyId?: unknown;
  district?: unknown;
  email?: unknown;
  historyNameList?: unknown;
  historyNames?: unknown;
  industryAll?: unknown;
  isMicroEnt?: unknown;
  percentileScore?: unknown;
  phoneNumber?: unknown;
  revokeDate?: unknown;
  revokeReason?: unknown;
  socialStaffNum?: unknown;
  staffNumRange?: unknown;
  tags?: unknown;
  taxNumber?: unknown;
  usedBondName?: unknown;
  websiteList?: unknown;
}
export interface Contribution {
  amomon?: CapitalText;
  paymet?: string | null;
  percent?: PercentText;
  time?: LooseDate;
}
export interface Shareholder {
  id: ProviderId;
  name: string;
  alias?: string | null;
  type: PartyType3;
  toco?: number | string | null;
  logo?: string | null;
  cid?: unknown;
  hcgid?: unknown;
  ftShareholding?: unknown;
  capital?: Contribution[] | null;
  capitalActl?: Contribution[] | null;
}
export interface HolderPage {
  total: number;
  items: Shareholder[];
  minItems?: 0;
}
export interface SearchHit {
  id: ProviderId;
  /**
   * With the words that matched inside `<em>` marks.
   */
  name: string;
  creditCode?: string | null;
  regNumber?: string | null;
  orgNumber?: string | null;
  regStatus?: string | null;
  regCapital?: CapitalText;
  legalPersonName?: string | null;
  estiblishTime?: LooseDate;
  base?: string | null;
  type?: PartyType4;
  matchType?: string | null;
}
export interface SearchPage {
  total: number;
  items: SearchHit[];
  minItems?: 0;
}
export interface BaseInfoAnswer {
  error_code: 0;
  reason?: string | null;
  result: BaseInfo;
}
export interface HolderAnswer {
  error_code: 0;
  reason?: string | null;
  result: HolderPage;
}
export interface SearchAnswer {
  error_code: 0;
  reason?: string | null;
  result: SearchPage;
}
/**
 * Anything that is not a result, absence of data (300000) included. Comes with HTTP 200.
 */
export interface BusinessError {
  error_code: number;
  reason?: string | null;
  result?: null;
}
