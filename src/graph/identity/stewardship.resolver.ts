import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { toShownText } from "../../access/grants/plain-text.rule.js";
import type { AuditAction } from "../../audit/event/audit-event.js";
import type { CustomerId } from "../../domain/customer-id.js";
import { CallerMistake } from "../caller-mistake.js";
import type { RequestContext } from "../context.js";
import { StewardsWord } from "../enums.js";
import { toCustomerId, toGlobalId } from "../global-id.js";
import { toSourceSystem } from "../shared/freshness.type.js";
import { actsSince } from "./acts-since.js";
import { assertEventReached, assertReached, assertSteward, reachedRecord } from "./reached-customers.js";
import { JudgedPair, MergedCustomers, RecordInput, UndecidedRecord, UnmergedCustomers } from "./stewardship.type.js";

const REASON = "Shown to other stewards and to auditors: at most 500 characters, and no value.";

@Resolver()
export class StewardshipResolver {
  @Mutation(() => MergedCustomers, { description: "Makes one customer of two. For data stewards who reach both." })
  async mergeCustomers(
    @Arg("customerId", () => ID) customerId: string,
    @Arg("otherId", () => ID) otherId: string,
    @Arg("reason", () => String, { description: REASON }) reason: string,
    @Arg("despiteContradiction", () => Boolean, {
      defaultValue: false,
      description: "Also where two valid national numbers or birth dates stand against it.",
    })
    despiteContradiction: boolean,
    @Ctx() context: RequestContext,
  ): Promise<MergedCustomers> {
    const by = assertSteward(context);
    const decider = { by, reason: toShownText(reason) };
    const [one, other] = [toCustomerId(customerId), toCustomerId(otherId)];
    await assertReached(context, one);
    await assertReached(context, other);
    const { event, survivor, former } = await context.stewardship.merge(one, other, decider, despiteContradiction);
    onRecord(context, "MERGE", event, [survivor, former]);
    const ids = { canonicalId: toGlobalId("Customer", survivor), formerId: toGlobalId("Customer", former) };
    return Object.assign(new MergedCustomers(), { eventId: String(event), ...ids });
  }

  @Mutation(() => UnmergedCustomers, {
    description: "Takes an event back, a rule's as well as a steward's: every record is where it was before.",
  })
  async unmerge(
    @Arg("eventId", () => ID) eventId: string,
    @Arg("reason", () => String, { description: REASON }) reason: string,
    @Ctx() context: RequestContext,
  ): Promise<UnmergedCustomers> {
    const by = assertSteward(context);
    const decider = { by, reason: toShownText(reason) };
    const undone = toNumber(eventId);
    await assertEventReached(context, undone);
    const { event, customers, undecided, joinedAt } = await context.stewardship.unmerge(undone, decider);
    onRecord(context, "UNMERGE", event, customers);
    return Object.assign(new UnmergedCustomers(), {
      eventId: String(event),
      customerIds: customers.map((id) => toGlobalId("Customer", id)),
      undecided: undecided.map(({ source, recordId }) =>
        Object.assign(new UndecidedRecord(), { source: toSourceSystem(context.sources.facts(source)), recordId }),
      ),
      undecidedActs: joinedAt === null ? [] : await actsSince(context, customers, joinedAt),
    });
  }

  @Mutation(() => JudgedPair, { description: "Says of two records whether they are one customer's." })
  async judgePair(
    @Arg("left", () => RecordInput) left: RecordInput,
    @Arg("right", () => RecordInput) right: RecordInput,
    @Arg("decision", () => StewardsWord) decision: "POSITIVE" | "NEGATIVE" | "UNSURE",
    @Arg("reason", () => String, { description: REASON }) reason: string,
    @Arg("seen", () => ID, { nullable: true, description: "The judgement that the steward has before him, if any." })
    seen: string | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<JudgedPair> {
    const by = assertSteward(context);
    const shown = toShownText(reason);
    const [one, other] = [await reachedRecord(context, left), await reachedRecord(context, right)];
    const event = await context.stewardship.judgePair({
      left: one.record,
      right: other.record,
      decision,
      seen: seen === null || seen === undefined ? null : toNumber(seen),
      by,
      reason: shown,
    });
    onRecord(context, "CORRECT", event, [...new Set([one.customerId, other.customerId])]);
    return Object.assign(new JudgedPair(), { eventId: String(event) });
  }
}

function onRecord(
  { acts }: RequestContext,
  action: AuditAction,
  event: number,
  customers: readonly CustomerId[],
): void {
  for (const customerId of customers) acts.push({ action, customerId, detail: { resolutionEvent: event } });
}

function toNumber(id: string): number {
  if (!/^\d{1,15}$/u.test(id)) throw new CallerMistake("INVALID_ID", "This is not an id of this graph.");
  return Number(id);
}
