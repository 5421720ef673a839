import { Field, Float, ID, ObjectType } from "type-graphql";
import type { Disclosed } from "../../access/disclosed.js";
import type { Attribute } from "../../domain/attribute.js";
import type { Instant } from "../../domain/instant.js";
import type { Verification as Way } from "../../domain/statement.js";
import { AttributeName, Verification } from "../enums.js";
import { DerivedSensitive, Public } from "../labels.js";
import { DateTime, SensitiveText } from "../scalars.js";
import { SourceSystem } from "../shared/freshness.type.js";
import { Maskable, MaskedField } from "../shared/maskable.type.js";

/** The widest of what an attribute can be; each value is shown by the kind of its own. */
export const VALUE = { class: "C2", kind: "OTHER" } as const;

@ObjectType({
  implements: Maskable,
  description: "What one record states of one attribute. Never edited, never dropped.",
})
export class Statement implements Maskable {
  @Public(() => ID, {
    description:
      "Names this record's statement. When the record says something else it has another id for whom the value is shown in clear, and the same one for everybody else.",
  })
  id!: string;

  @Public(() => AttributeName)
  attribute!: Attribute;

  @Public(() => String, { nullable: true, description: "Of several things, which: the type of a document." })
  subject!: string | null;

  @DerivedSensitive(VALUE, () => SensitiveText, { description: "Shown as far as the same value is elsewhere." })
  value!: Disclosed | null;

  @DerivedSensitive(VALUE, () => SensitiveText, { description: "For people." })
  display!: Disclosed | null;

  @Public(() => SourceSystem)
  source!: SourceSystem;

  @Public(() => ID)
  sourceRecordId!: string;

  @Public(() => DateTime, {
    nullable: true,
    description: "When it became known at the source; null where it does not say.",
  })
  observedAt!: Instant | null;

  @Public(() => String, { nullable: true })
  collectedBy!: string | null;

  @Public(() => String, { nullable: true })
  collectionChannel!: string | null;

  @Public(() => Verification)
  verification!: Way;

  @Public(() => Float, { description: "The source's trust, halved where the statement failed a validation." })
  trust!: number;

  @Public(() => Boolean, { description: "Whether it survives; of a set, each value once." })
  winning!: boolean;

  @Public(() => Boolean, { description: "Whether it says what survives." })
  agrees!: boolean;

  @Public(() => String, { nullable: true, description: "In plain words; null for what survives or agrees." })
  lostBecause!: string | null;

  @Field(() => [MaskedField])
  maskedFields!: MaskedField[];
}
