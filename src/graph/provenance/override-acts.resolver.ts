import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import type { Attribute } from "../../domain/attribute.js";
import type { Instant } from "../../domain/instant.js";
import type { RequestContext } from "../context.js";
import { AttributeName } from "../enums.js";
import { DateTime } from "../scalars.js";
import { AttributeFact } from "./attribute-fact.type.js";
import { chooseStatement, withdrawChoice } from "./decide-override.js";

const REASON = "Shown to whoever sees the value's origin, and to auditors: at most 500 characters, and no value.";

@Resolver(() => AttributeFact)
export class OverrideActsResolver {
  @Mutation(() => AttributeFact, {
    description:
      "Chooses which of the statements counts, until a moment. Nobody types a value: sources are corrected at the source.",
  })
  overrideAttribute(
    @Arg("customerId", () => ID) customerId: string,
    @Arg("attribute", () => AttributeName) attribute: Attribute,
    @Arg("statementId", () => ID) statementId: string,
    @Arg("reason", () => String, { description: REASON }) reason: string,
    @Arg("expiresAt", () => DateTime) expiresAt: Instant,
    @Ctx() context: RequestContext,
  ): Promise<AttributeFact> {
    return chooseStatement(context, { customerId, attribute, reason }, statementId, expiresAt);
  }

  @Mutation(() => AttributeFact, { description: "Takes a choice back: the rule decides again." })
  withdrawOverride(
    @Arg("customerId", () => ID) customerId: string,
    @Arg("attribute", () => AttributeName) attribute: Attribute,
    @Arg("reason", () => String, { description: REASON }) reason: string,
    @Ctx() context: RequestContext,
  ): Promise<AttributeFact> {
    return withdrawChoice(context, { customerId, attribute, reason });
  }
}
