import { Directive, Field, ObjectType } from "type-graphql";
import type { Disclosed } from "../../access/disclosed.js";
import type { CalendarDate } from "../../domain/instant.js";
import type { Leaf } from "../../domain/outcome.js";
import { CustomerKind } from "../enums.js";
import { Nested, Public, Sensitive, type KindOf } from "../labels.js";
import { CalendarDay, DecimalText } from "../scalars.js";
import { Freshness, SourceSystem } from "../shared/freshness.type.js";
import { Maskable, MaskedField } from "../shared/maskable.type.js";
import { Money } from "../shared/money.type.js";

/** What a company's name is taken for. */
export type NameKind = "PERSON_NAME" | "COMPANY_NAME";

const partyNameKind: KindOf = ({ kind }: { readonly kind: "PERSON" | "ORGANIZATION" }) =>
  kind === "PERSON" ? "PERSON_NAME" : "COMPANY_NAME";

@ObjectType({ implements: Maskable, description: "Somebody whom a registry names; he need not be a customer." })
export class RegistryParty implements Maskable {
  @Public(() => CustomerKind)
  kind!: "PERSON" | "ORGANIZATION";

  @Sensitive({ class: "C2", kind: "PERSON_NAME" }, { kindOf: partyNameKind })
  name!: Disclosed | null;

  @Field(() => [MaskedField])
  maskedFields!: MaskedField[];
}

@ObjectType({ implements: Maskable, description: "Somebody whom a registry names as an owner." })
export class RegistryShareholder extends RegistryParty {
  @Public(() => DecimalText, { nullable: true, description: "Percent; null where the registry gives none." })
  percent!: Leaf<string>;
}

/** A sole trader's company bears its owner's name. */
const companyNameKind: KindOf = ({ nameKind }: { readonly nameKind: NameKind }) => nameKind;

@ObjectType({ implements: Maskable, description: "What one registry says of a company, side by side with the others." })
export class RegistryRecord implements Maskable {
  @Field(() => SourceSystem)
  source!: SourceSystem;

  @Field(() => Freshness)
  freshness!: Freshness;

  @Sensitive(
    { class: "C1", kind: "COMPANY_NAME" },
    { kindOf: companyNameKind, description: "Null where the registry has no such company." },
  )
  name!: Disclosed | null;

  @Public(() => String, { nullable: true })
  registrationNumber!: Leaf<string>;

  @Public(() => String, { nullable: true })
  unifiedSocialCreditCode!: Leaf<string>;

  @Public(() => String, { nullable: true })
  lei!: Leaf<string>;

  @Public(() => String, { nullable: true })
  status!: Leaf<string>;

  @Directive("@public")
  @Field(() => Money, { nullable: true, description: "Published: in clear for whoever reaches the company." })
  registeredCapital!: Money | null;

  @Nested(() => RegistryParty, { nullable: true })
  legalRepresentative!: RegistryParty | null;

  @Public(() => CalendarDay, { nullable: true })
  establishedOn!: Leaf<CalendarDate>;

  @Public(() => String, { nullable: true })
  address!: Leaf<string>;

  @Public(() => String, { nullable: true })
  industry!: Leaf<string>;

  @Nested(() => RegistryShareholder, { list: true, nullable: true })
  shareholders!: RegistryShareholder[] | null;

  @Field(() => [MaskedField])
  maskedFields!: MaskedField[];
}
