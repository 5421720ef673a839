// Generated from the upstream's contract by `npm run fix:wire-types`. Do not edit.

export type NotVerified = {
  VerifyResult: 0;
  Data?: null;
} | null;

export interface Contract {
  Paging: Paging;
  Partner: Partner;
  RegisterEntry: RegisterEntry;
  VerifiedRegister: VerifiedRegister;
  RegisterAnswer: RegisterAnswer;
  BareRegisterAnswer: BareRegisterAnswer;
  PartnerAnswer: PartnerAnswer;
  NotVerified: NotVerified;
  NothingFound: NothingFound;
  BusinessError: BusinessError;
}
export interface Paging {
  PageSize: number;
  PageIndex: number;
  TotalRecords: number;
}
export interface Partner {
  /**
   * The provider's id; of a person it begins with p.
   */
  KeyNo?: string | null;
  StockName: string;
  /**
   * The kind in words, such as 自然人股东 or 企业法人.
   */
  StockType?: string | null;
  /**
   * Such as 55% or 55.00%.
   */
  StockPercent?: string | null;
  ShouldCapi?: string | null;
  ShoudDate?: string | null;
  StakeDate?: string | null;
  FinalBenefitPercent?: string | null;
  CreditCode?: string | null;
  TagsList?: string[] | null;
  Area?: unknown;
  CapiDate?: unknown;
  InvestName?: unknown;
  InvestType?: unknown;
  RealCapi?: unknown;
  RelatedOrg?: unknown;
  RelatedProduct?: unknown;
}
export interface RegisterEntry {
  KeyNo: string;
  Name: string;
  /**
   * The registration number.
   */
  No?: string | null;
  CreditCode?: string | null;
  BelongOrg?: string | null;
  /**
   * Of the legal representative; of a person it begins with p.
   */
  OperId?: string | null;
  OperName?: string | null;
  StartDate?: string | null;
  EndDate?: string | null;
  Status?: string | null;
  Province?: string | null;
  UpdatedDate?: string | null;
  RegistCapi?: string | null;
  RecCap?: string | null;
  EconKind?: string | null;
  Address?: string | null;
  Scope?: string | null;
  TermStart?: string | null;
  TermEnd?: string | null;
  CheckDate?: string | null;
  OrgNo?: string | null;
  IsOnStock?: string | null;
  EntType?: string | null;
  /**
   * The branch of trade, from the widest to the narrowest.
   */
  Industry?: {
    IndustryCode?: string | null;
    Industry?: string | null;
    SubIndustryCode?: string | null;
    SubIndustry?: string | null;
    MiddleCategory?: string | null;
    SmallCategory?: string | null;
    MiddleCategoryCode?: string | null;
    SmallCategoryCode?: string | null;
  } | null;
  Partners?: Partner[] | null;
  ARContactList?: unknown;
  Area?: unknown;
  AreaCode?: unknown;
  Branches?: unknown;
  ChangeRecords?: unknown;
  ContactInfo?: unknown;
  EconKindCodeList?: unknown;
  EmergingIndustyList?: unknown;
  Employees?: unknown;
  EnglishName?: unknown;
  ImageUrl?: unknown;
  InsuredCount?: unknown;
  IXCode?: unknown;
  OriginalName?: unknown;
  PersonScope?: unknown;
  RevokeInfo?: unknown;
  StockNumber?: unknown;
  StockType?: unknown;
  TagList?: unknown;
}
export interface VerifiedRegister {
  VerifyResult: 1;
  Data: RegisterEntry;
}
export interface RegisterAnswer {
  Status: "200";
  Message?: string | null;
  OrderNumber?: string | null;
  JobId?: unknown;
  Result: VerifiedRegister;
}
/**
 * The older form, in which the record is not wrapped.
 */
export interface BareRegisterAnswer {
  Status: "200";
  Message?: string | null;
  OrderNumber?: string | null;
  JobId?: unknown;
  Result: RegisterEntry;
}
export interface PartnerAnswer {
  Status: "200";
  Message?: string | null;
  OrderNumber?: string | null;
  JobId?: unknown;
  Paging: Paging;
  Result: Partner[];
}
/**
 * Said either by the status 201 or, in newer interfaces, by VerifyResult 0 under the status 200.
 */
export interface NothingFound {
  Status: "200" | "201";
  Message?: string | null;
  OrderNumber?: string | null;
  JobId?: unknown;
  Paging?: {} | null;
  Result?: NotVerified;
}
/**
 * Every other status. Comes with HTTP 200.
 */
export interface BusinessError {
  Status: string;
  Message?: string | null;
  OrderNumber?: string | null;
  JobId?: unknown;
  Result?: null;
}
