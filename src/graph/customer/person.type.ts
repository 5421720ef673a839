import { Directive, Field, ObjectType } from "type-graphql";
import type { Disclosed } from "../../access/disclosed.js";
import type { IdentityDocumentType } from "../../domain/identifier.js";
import type { CalendarDate, Instant } from "../../domain/instant.js";
import type { Leaf } from "../../domain/outcome.js";
import type { GuardianRecord, PartyRecord } from "../../domain/records/party.js";
import type { SourceFault } from "../../domain/source-fault.js";
import { IdentifierKind } from "../enums.js";
import { DerivedSensitive, Public, Sensitive } from "../labels.js";
import { CalendarDay, CountryCode, DateTime, DocumentNumber } from "../scalars.js";
import { Maskable, MaskedField } from "../shared/maskable.type.js";
import { AmountField, type Money } from "../shared/money.type.js";

@ObjectType({ implements: Maskable })
export class IdentityDocument implements Maskable {
  @Public(() => IdentifierKind)
  type!: IdentityDocumentType;

  @DerivedSensitive({ class: "C2", kind: "DOCUMENT_NUMBER" }, () => DocumentNumber, {
    description: "The number's masked form, whoever looks.",
  })
  display!: Disclosed | SourceFault | null;

  @Sensitive({ class: "C2", kind: "DOCUMENT_NUMBER" })
  number!: Disclosed | null;

  @Sensitive(
    { class: "C2", kind: "ADDRESS" },
    {
      description:
        "The authority. It names the district where the holder was registered, so it is masked as an address.",
    },
  )
  issuer!: Disclosed | null;

  @Public(() => CalendarDay, { nullable: true, description: "Null without end." })
  validTo!: Leaf<CalendarDate>;

  @Public(() => Boolean, { nullable: true, description: "Null when the date could not be read." })
  expired!: boolean | null;

  @Public(() => DateTime, { nullable: true, description: "When the issuing authority confirmed it; null if never." })
  verifiedWithAuthorityAt!: Leaf<Instant>;

  @Field(() => [MaskedField])
  maskedFields!: MaskedField[];
}

@Directive("@public")
@ObjectType()
export class GuardianRelation {
  @Field(() => String, { nullable: true, description: "PARENT, COURT_APPOINTED or OTHER_RELATIVE." })
  basis!: Leaf<string>;

  @Field(() => CalendarDay, { nullable: true })
  validTo!: Leaf<CalendarDate>;

  record!: GuardianRecord;
}

@ObjectType({ implements: Maskable })
export class Person implements Maskable {
  @Sensitive({ class: "C2", kind: "BIRTH_DATE" })
  birthDate!: Disclosed | null;

  @Public(() => Boolean, { nullable: true, description: "Under 18 today. Null when the birth date is not known." })
  isMinor!: boolean | null;

  @Public(() => CountryCode, { nullable: true })
  nationality!: Leaf<string>;

  @Public(() => String, { nullable: true })
  occupation!: Leaf<string>;

  @AmountField()
  annualIncome!: Money | null;

  @Field(() => [IdentityDocument], { nullable: true })
  documents!: IdentityDocument[] | SourceFault;

  @Field(() => [GuardianRelation], { nullable: true })
  guardians!: GuardianRelation[] | SourceFault;

  @Field(() => [GuardianRelation], { nullable: true, description: "The persons whose guardian this is." })
  dependants!: GuardianRelation[] | SourceFault;

  @Field(() => [MaskedField])
  maskedFields!: MaskedField[];

  party!: PartyRecord;
}
