import { Directive, Field, ID, ObjectType } from "type-graphql";
import type { Disclosed } from "../../access/disclosed.js";
import type { PartyKind, PartyStatus } from "../../domain/records/party.js";
import type { HeaderRecord } from "../../profile/header.js";
import type { CustomerProfile } from "../../profile/customer-profile.js";
import { disclose } from "../disclose.js";
import { CustomerKind, CustomerStatus } from "../enums.js";
import { toGlobalId } from "../global-id.js";
import { Public, Sensitive, type KindOf } from "../labels.js";
import { Node } from "../node.type.js";
import { Maskable, MaskedField } from "../shared/maskable.type.js";

const nameKind: KindOf = ({ nameKind: kind }: HeaderRecord) => kind;

@Directive('@key(fields: "id")')
@ObjectType({
  implements: [Node, Maskable],
  description: "One customer of the bank, whichever systems know them, keyed by our own stable id.",
})
export class Customer extends Node implements Maskable {
  @Directive("@public")
  @Field(() => ID)
  override id!: string;

  @Public(() => String, { nullable: true, description: "Null for the other holder of a joint account." })
  customerNumber!: string | null;

  @Public(() => CustomerKind)
  kind!: PartyKind;

  @Public(() => CustomerStatus, { nullable: true })
  status!: PartyStatus | null;

  @Sensitive({ class: "C2", kind: "PERSON_NAME" }, { kindOf: nameKind })
  displayName!: Disclosed | null;

  @Field(() => [MaskedField])
  maskedFields!: MaskedField[];

  /** The open profile that every section is read from. No field of the graph. */
  profile!: CustomerProfile;
}

/** The header as the viewer sees it, with the profile behind it. */
export function toCustomer(profile: CustomerProfile, header: HeaderRecord): Customer {
  const customer = disclose(Customer, header, profile.decision);
  customer.id = toGlobalId("Customer", profile.id);
  customer.profile = profile;
  return customer;
}
