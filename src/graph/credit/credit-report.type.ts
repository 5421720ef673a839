import { createUnionType, Directive, Field, ID, Int, ObjectType } from "type-graphql";
import type { Disclosed } from "../../access/disclosed.js";
import type { Purpose as StatedPurpose } from "../../access/vocabulary.js";
import type { Instant } from "../../domain/instant.js";
import { BureauQueryReason, Purpose } from "../enums.js";
import { Public, Sensitive } from "../labels.js";
import { DateTime } from "../scalars.js";
import { Freshness, SourceSystem } from "../shared/freshness.type.js";
import { Maskable, MaskedField } from "../shared/maskable.type.js";
import { AmountField, type Money } from "../shared/money.type.js";

const COUNT = { class: "C2", kind: "SCORE" } as const;

@ObjectType({ implements: Maskable, description: "The bureau's report as it was stored; reading it is no enquiry." })
export class CreditReport implements Maskable {
  @Public(() => ID)
  reportId!: string;

  @Public(() => DateTime)
  reportedAt!: Instant;

  @Public(() => BureauQueryReason, { nullable: true, description: "Why it was pulled at the time." })
  reason!: string | null;

  @Sensitive(COUNT, { integer: true })
  openLoans!: Disclosed | null;

  @AmountField()
  totalDebt!: Money | null;

  @Sensitive(COUNT, { integer: true })
  overdueAccounts!: Disclosed | null;

  @Sensitive(COUNT, { integer: true, description: "Enquiries by institutions in the two years before the report." })
  recentEnquiries!: Disclosed | null;

  @Public(() => ID)
  consentId!: string;

  @Field(() => Freshness)
  freshness!: Freshness;

  @Field(() => [MaskedField])
  maskedFields!: MaskedField[];
}

@Directive("@public")
@ObjectType({ description: "The customer has not agreed that the bank reads his report." })
export class ConsentRequired {
  @Field(() => Purpose)
  purpose!: StatedPurpose;

  @Field(() => String)
  scope!: string;

  @Field(() => String)
  howToObtain!: string;
}

@Directive("@public")
@ObjectType({ description: "The bureau could not be read, or has no report." })
export class SourceUnavailable {
  @Field(() => SourceSystem)
  source!: SourceSystem;

  @Field(() => Int, { nullable: true })
  retryAfterSeconds!: number | null;

  @Field(() => String, { description: "A fault code, or NO_REPORT." })
  message!: string;
}

@Directive("@public")
@ObjectType({ description: "This viewer may not read credit reports for this purpose." })
export class AccessDenied {
  @Field(() => String)
  code!: string;

  @Field(() => String)
  message!: string;

  @Field(() => Boolean)
  requestable!: boolean;

  @Field(() => String, { nullable: true })
  approverRole!: string | null;
}

export const CreditReportResult = createUnionType({
  name: "CreditReportResult",
  types: () => [CreditReport, ConsentRequired, SourceUnavailable, AccessDenied] as const,
});
