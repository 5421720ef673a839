import { Directive, Field, ObjectType } from "type-graphql";
import type { Disclosed } from "../../access/disclosed.js";
import type { Leaf } from "../../domain/outcome.js";
import type { CustomerProfile } from "../../profile/customer-profile.js";
import { Public, Sensitive, type KindOf } from "../labels.js";
import { Maskable, MaskedField } from "../shared/maskable.type.js";
import { Money } from "../shared/money.type.js";

const legalNameKind: KindOf = ({ nameKind }: { readonly nameKind: "PERSON_NAME" | "COMPANY_NAME" }) => nameKind;

@ObjectType({ implements: Maskable, description: "A company as the bank itself has it on record." })
export class Organization implements Maskable {
  @Sensitive({ class: "C1", kind: "COMPANY_NAME" }, { kindOf: legalNameKind })
  legalName!: Disclosed | null;

  @Public(() => String, { nullable: true })
  unifiedSocialCreditCode!: Leaf<string>;

  @Public(() => String, { nullable: true })
  lei!: Leaf<string>;

  @Public(() => String, { nullable: true })
  industry!: Leaf<string>;

  @Public(() => String, { nullable: true })
  registrationStatus!: Leaf<string>;

  @Directive("@public")
  @Field(() => Money, { nullable: true, description: "Published: in clear for whoever reaches the company." })
  registeredCapital!: Money | null;

  @Sensitive({ class: "C2", kind: "PERSON_NAME" })
  legalRepresentative!: Disclosed | null;

  @Field(() => [MaskedField])
  maskedFields!: MaskedField[];

  /** No field of the graph. */
  profile!: CustomerProfile;
}
