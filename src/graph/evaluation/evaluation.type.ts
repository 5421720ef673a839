import { Directive, Field, ObjectType } from "type-graphql";
import type { Disclosed } from "../../access/disclosed.js";
import type { SourceFault } from "../../domain/source-fault.js";
import { Nested, Sensitive } from "../labels.js";
import { connectionOf, edgeOf } from "../shared/connection.js";
import { Freshness } from "../shared/freshness.type.js";
import { Maskable, MaskedField } from "../shared/maskable.type.js";
import { Explanation, SCORE, Score } from "./explanation.type.js";

@ObjectType({ implements: Maskable, description: "Where the customer stands with the bank, as its analytics see it." })
export class Lifecycle implements Maskable {
  @Sensitive(SCORE, { description: "PROSPECT, GROWING, MATURE, DECLINING or CHURNED." })
  stage!: Disclosed | null;

  @Sensitive(SCORE, { description: "The day, `YYYY-MM-DD`; null where the books do not tell." })
  since!: Disclosed | null;

  @Nested(() => Score, { nullable: true, description: "Null for somebody who has nothing to leave." })
  churnRisk!: Score | null | SourceFault;

  @Field(() => Freshness)
  freshness!: Freshness;

  @Field(() => [MaskedField])
  maskedFields!: MaskedField[];
}

@ObjectType({ implements: Maskable, description: "A group of customers that a rule makes, and why this one is in it." })
export class Segment implements Maskable {
  @Sensitive(SCORE, { description: "For the filter of a list." })
  id!: Disclosed | null;

  @Sensitive(SCORE)
  name!: Disclosed | null;

  @Sensitive(SCORE)
  kind!: Disclosed | null;

  @Nested(() => Explanation, { nullable: true })
  explanation!: Explanation | null | SourceFault;

  @Field(() => [MaskedField])
  maskedFields!: MaskedField[];
}

@Directive("@public")
@ObjectType()
export class SegmentEdge extends edgeOf(() => Segment) {}

@Directive("@public")
@ObjectType()
export class SegmentConnection extends connectionOf(() => SegmentEdge) {}
