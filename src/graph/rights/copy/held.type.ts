import { Float, ID } from "type-graphql";
import type { Disclosed } from "../../../access/disclosed.js";
import type { CalendarDate, Instant } from "../../../domain/instant.js";
import type { Leaf } from "../../../domain/outcome.js";
import type { InteractionRecord } from "../../../domain/records/interaction.js";
import type { ContactKind, PartyRecord } from "../../../domain/records/party.js";
import type { SourceFault } from "../../../domain/source-fault.js";
import { IdentityDocument } from "../../customer/person.type.js";
import { Nested, Public, Sensitive, type KindOf } from "../../labels.js";
import { CalendarDay, DateTime } from "../../scalars.js";
import type { MaskedField } from "../../shared/maskable.type.js";
import { AmountField, type Money } from "../../shared/money.type.js";

/* What a copy shows and the graph does not: each source's own record, labelled like the graph's types, and no part of it. */

const CONTACT_KIND = {
  MOBILE: "MOBILE",
  PHONE: "PHONE",
  EMAIL: "EMAIL",
  ADDRESS: "ADDRESS",
  WECHAT: "OTHER",
} as const satisfies Record<ContactKind, string>;

const contactKind: KindOf = ({ kind }: { readonly kind: ContactKind }) => CONTACT_KIND[kind];
const partyName: KindOf = ({ kind }: Pick<PartyRecord, "kind">) => (kind === "PERSON" ? "PERSON_NAME" : "COMPANY_NAME");

export class HeldContact {
  @Public(() => String)
  kind!: ContactKind;

  @Sensitive({ class: "C2", kind: "CONTACT" }, { kindOf: contactKind })
  value!: Disclosed | null;

  @Public(() => String)
  verification!: string;

  @Public(() => DateTime, { nullable: true })
  observedAt!: Instant | null;

  @Public(() => Boolean)
  preferred!: boolean;

  @Public(() => Boolean)
  doNotContact!: boolean;
}

/** One system's record of who the customer is. Who on the staff wrote it down is not his data. */
export class HeldParty {
  @Public(() => ID)
  recordId!: string;

  @Public(() => String)
  kind!: string;

  @Public(() => String, { nullable: true })
  status!: Leaf<string>;

  @Sensitive({ class: "C2", kind: "PERSON_NAME" }, { kindOf: partyName })
  name!: Disclosed | null;

  @Sensitive({ class: "C2", kind: "BIRTH_DATE" })
  birthDate!: Disclosed | null;

  @Public(() => String, { nullable: true })
  nationality!: Leaf<string>;

  @Public(() => String, { nullable: true })
  occupation!: Leaf<string>;

  @AmountField()
  annualIncome!: Money | null;

  @Nested(() => IdentityDocument, { list: true, nullable: true })
  documents!: IdentityDocument[] | SourceFault;

  @Nested(() => HeldContact, { list: true, nullable: true })
  contacts!: HeldContact[] | SourceFault;

  @Public(() => String, { nullable: true })
  confidentiality!: Leaf<string>;

  @Public(() => DateTime, { nullable: true })
  observedAt!: Instant | null;

  @Public(() => String, { nullable: true })
  collectionChannel!: string | null;
}

export class HeldInteraction {
  @Public(() => ID)
  recordId!: string;

  @Public(() => String)
  kind!: InteractionRecord["kind"];

  @Public(() => DateTime)
  at!: Instant;

  @Sensitive({ class: "C2", kind: "OTHER" })
  title!: Disclosed | null;

  @Public(() => String, { nullable: true })
  channel!: Leaf<string>;

  @Public(() => String, { nullable: true })
  initiator!: Leaf<string>;

  @Public(() => String, { nullable: true })
  status!: Leaf<string>;

  maskedFields!: MaskedField[];
}

export class HeldRating {
  @Sensitive({ class: "C2", kind: "SCORE" }, { float: true })
  serviceScore!: Disclosed | null;
}

/** Somebody else who stands in the customer's records, by his part in them and as much of his name as the policies show. */
export class ThirdParty {
  @Public(() => String, { nullable: true })
  role!: string | null;

  @Public(() => String, { nullable: true })
  basis!: Leaf<string>;

  @Public(() => CalendarDay, { nullable: true })
  validTo!: Leaf<CalendarDate>;

  @Public(() => Float, { nullable: true })
  sharePercent!: Leaf<number>;

  @Sensitive({ class: "C2", kind: "PERSON_NAME" })
  name!: Disclosed | null;

  maskedFields!: MaskedField[];
}
