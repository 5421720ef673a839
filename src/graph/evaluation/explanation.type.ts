import { Field, Float, ObjectType } from "type-graphql";
import type { Disclosed } from "../../access/disclosed.js";
import type { Instant } from "../../domain/instant.js";
import type { Leaf } from "../../domain/outcome.js";
import type { SourceFault } from "../../domain/source-fault.js";
import { Nested, Public, Sensitive } from "../labels.js";
import { DateTime } from "../scalars.js";
import { Maskable, MaskedField } from "../shared/maskable.type.js";

/** Whatever tells of a figure is as sensitive as the figure. */
export const SCORE = { class: "C2", kind: "SCORE" } as const;

@ObjectType({ implements: Maskable, description: "One reason for a figure." })
export class Factor implements Maskable {
  @Public(() => String)
  name!: string;

  @Sensitive(SCORE, { description: "As a person reads it: `92 ≥ 90`." })
  value!: Disclosed | null;

  @Public(() => Float, { nullable: true })
  weight!: Leaf<number>;

  @Sensitive(SCORE, { float: true, description: "What it adds to the figure; all of them add up to it." })
  contribution!: Disclosed | null;

  @Public(() => String, { nullable: true, description: "The id of the source that it was computed from." })
  source!: Leaf<string>;

  @Sensitive(SCORE, { description: "RAISES, LOWERS or NEUTRAL. All of them together tell the figure's band." })
  direction!: Disclosed | null;

  @Field(() => [MaskedField])
  maskedFields!: MaskedField[];
}

@ObjectType({
  implements: Maskable,
  description: "Why a figure is what it is: the same shape wherever one is explained.",
})
export class Explanation implements Maskable {
  @Sensitive(SCORE)
  summary!: Disclosed | null;

  @Nested(() => Factor, { list: true, nullable: true })
  factors!: Factor[] | SourceFault;

  @Public(() => String, { nullable: true })
  modelId!: Leaf<string>;

  @Public(() => String, { nullable: true })
  modelVersion!: Leaf<string>;

  @Public(() => DateTime, { nullable: true })
  computedAt!: Leaf<Instant>;

  @Public(() => DateTime, { nullable: true })
  inputsAsOf!: Leaf<Instant>;

  @Field(() => [MaskedField])
  maskedFields!: MaskedField[];
}

@ObjectType({ implements: Maskable, description: "A figure with its scale, its band and its reasons." })
export class Score implements Maskable {
  @Sensitive(SCORE, { float: true })
  value!: Disclosed | null;

  @Public(() => String, { nullable: true })
  scale!: Leaf<string>;

  @Sensitive(SCORE, { description: "LOW, MEDIUM or HIGH." })
  band!: Disclosed | null;

  @Nested(() => Explanation, { nullable: true })
  explanation!: Explanation | null | SourceFault;

  @Field(() => [MaskedField])
  maskedFields!: MaskedField[];
}
