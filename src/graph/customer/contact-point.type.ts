import { Field, ObjectType } from "type-graphql";
import type { Decision } from "../../access/decision.js";
import { Disclosed } from "../../access/disclosed.js";
import type { ContactKind as Kind } from "../../domain/records/party.js";
import type { ContactPointRecord } from "../../profile/contact-points.js";
import { disclose } from "../disclose.js";
import { ContactKind } from "../enums.js";
import { DerivedSensitive, Public, Sensitive } from "../labels.js";
import { ContactValue } from "../scalars.js";
import { Maskable, MaskedField } from "../shared/maskable.type.js";

const SENSITIVE_KIND = {
  MOBILE: "MOBILE",
  PHONE: "PHONE",
  EMAIL: "EMAIL",
  ADDRESS: "ADDRESS",
  WECHAT: "OTHER",
} as const;

const kindOf = ({ kind }: ContactPointRecord) => SENSITIVE_KIND[kind];

@ObjectType({ implements: Maskable })
export class ContactPoint implements Maskable {
  @Public(() => ContactKind)
  kind!: Kind;

  @DerivedSensitive({ class: "C2", kind: "CONTACT" }, () => ContactValue, {
    description: "As it may be shown to this viewer.",
  })
  display!: Disclosed | null;

  @Sensitive({ class: "C2", kind: "CONTACT" }, { kindOf })
  value!: Disclosed | null;

  @Public(() => Boolean)
  verified!: boolean;

  @Public(() => Boolean, { description: "The one that survives among several of its kind." })
  preferred!: boolean;

  @Public(() => Boolean, { description: "One system's refusal binds all of them." })
  doNotContact!: boolean;

  @Field(() => [MaskedField])
  maskedFields!: MaskedField[];
}

export function toContactPoint(record: ContactPointRecord, decision: Decision): ContactPoint {
  const contact = disclose(ContactPoint, record, decision);
  contact.display = contact.value;
  return contact;
}
