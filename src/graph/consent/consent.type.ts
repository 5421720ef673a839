import { Directive, Field, ID, ObjectType } from "type-graphql";
import type { Instant } from "../../domain/instant.js";
import type { Leaf } from "../../domain/outcome.js";
import type { ConsentRecord } from "../../domain/records/coverage.js";
import { ConsentState } from "../enums.js";
import { DateTime } from "../scalars.js";
import { connectionOf, edgeOf } from "../shared/connection.js";

@Directive("@public")
@ObjectType({ description: "What the customer has agreed to, or taken back." })
export class Consent {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true, description: "The purpose in the words of the CRM." })
  purpose!: Leaf<string>;

  @Field(() => [String])
  scope!: readonly string[];

  @Field(() => ConsentState, { nullable: true })
  state!: ConsentRecord["state"];

  @Field(() => String, { nullable: true })
  version!: Leaf<string>;

  @Field(() => String, { nullable: true })
  channel!: Leaf<string>;

  @Field(() => DateTime, { nullable: true })
  grantedAt!: Leaf<Instant>;

  @Field(() => DateTime, { nullable: true })
  withdrawnAt!: Leaf<Instant>;

  @Field(() => DateTime, { nullable: true })
  expiresAt!: Leaf<Instant>;

  @Field(() => String, { nullable: true })
  evidenceRef!: Leaf<string>;
}

@Directive("@public")
@ObjectType()
export class ConsentEdge extends edgeOf(() => Consent) {}

@Directive("@public")
@ObjectType()
export class ConsentConnection extends connectionOf(() => ConsentEdge) {}

export function toConsent({ consentId, ...record }: ConsentRecord): Consent {
  return Object.assign(new Consent(), record, { id: consentId });
}
