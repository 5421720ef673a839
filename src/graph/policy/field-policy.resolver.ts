import { Arg, Ctx, Query, Resolver } from "type-graphql";
import { AccessError } from "../../access/access-error.js";
import type { Caller } from "../../access/caller.js";
import type { FieldPolicyReader } from "../../access/field-policy.js";
import type { ListingRight } from "../../access/listing-right.js";
import { maskedSpecimen } from "../../access/masks/specimen.js";
import type { RequestContext } from "../context.js";
import { CustomerFilter } from "../customer/customer-list.input.js";
import { CustomerOrderField } from "../enums.js";
import { filterLabels, labelledOrders, type ListLabel } from "../list-labels.js";
import { labelledFields, type LabelledField } from "./field-labels.js";
import { FieldPolicy } from "./field-policy.type.js";

@Resolver()
export class FieldPolicyResolver {
  @Query(() => [FieldPolicy], {
    description: "What the policies say of the sensitive fields of a type, or of all types. For tools staff.",
  })
  fieldPolicies(
    @Arg("typeName", () => String, { nullable: true }) typeName: string | null | undefined,
    @Ctx() { caller, session, fieldPolicies }: RequestContext,
  ): FieldPolicy[] {
    if (!session.may("fieldPolicies")) throw new AccessError("ACCESS_DENIED");
    const right = session.listing();
    return labelledFields()
      .filter((field) => typeName === null || typeName === undefined || field.typeName === typeName)
      .map((field) => toFieldPolicy(field, caller, right, fieldPolicies));
  }
}

function toFieldPolicy(
  { typeName, fieldName, label }: LabelledField,
  caller: Caller,
  right: ListingRight | null,
  policies: FieldPolicyReader,
): FieldPolicy {
  const field = `${typeName}.${fieldName}`;
  const isClear = right?.isClear(label.kind) === true;
  const tells = (labels: Iterable<ListLabel>) => [...labels].some((each) => each?.field === field);
  const { renderings, reason } = policies.viewOf(caller, label);
  return Object.assign(new FieldPolicy(), {
    typeName,
    fieldName,
    class: label.class,
    kind: label.kind,
    masked: maskedSpecimen(label.kind),
    filterable: isClear && tells(filterLabels(CustomerFilter).values()),
    sortable: isClear && tells(Object.values(labelledOrders().get(CustomerOrderField) ?? {})),
    ...policies.describe(label),
    yours: renderings,
    reason,
  });
}
