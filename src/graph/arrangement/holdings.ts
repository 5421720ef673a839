import type { Path } from "graphql/jsutils/Path.js";
import type { ClassType } from "type-graphql";
import type { Listing, Outcome } from "../../domain/outcome.js";
import type { ArrangementRecord, HolderRole } from "../../domain/records/arrangement.js";
import type { CustomerProfile } from "../../profile/customer-profile.js";
import { isHeldAs } from "../../profile/held-as.js";
import type { RequestContext } from "../context.js";
import type { NodeType } from "../global-id.js";
import { pageOf, type Page, type PageArgs } from "../shared/connection.js";
import { toFreshness, type Freshness } from "../shared/freshness.type.js";
import type { Arrangement } from "./arrangement.type.js";
import { countOf, itemsOf, toArrangement } from "./to-arrangement.js";

/** What a section's connection is made of, before the connection type puts its name on it. */
export interface HoldingsPage<View> extends Page<View> {
  totalCount: number | null;
  sources: Freshness[];
}

/** A page of what the customer holds at one source, in the roles asked for. */
export function holdingsPage<View extends Arrangement, Record extends ArrangementRecord>(
  profile: CustomerProfile,
  outcome: Outcome<Listing<Record>>,
  shape: { readonly type: ClassType<View>; readonly typeName: NodeType; readonly path: Path },
  args: PageArgs & { readonly roles: readonly HolderRole[] },
  { session, sources, cursors, blanks }: RequestContext,
): HoldingsPage<View> {
  const held = itemsOf(outcome).filter((item) => isHeldAs(item, args.roles, profile.own));
  const count = countOf(outcome, held.length);
  // Of a list with gaps, what shows is on record as it shows; one that shows nothing must not seem to be empty.
  if (count === null && held.length === 0)
    blanks.push({ path: shape.path, decision: profile.decision, outcome: "UNAVAILABLE" });
  const verdict = session.sources.freshness(outcome);
  const facts = sources.facts(outcome.source);
  const freshness = toFreshness(verdict, facts);
  const toNode = (record: Record): View =>
    toArrangement(shape.type, shape.typeName, record, profile.decision, freshness);
  const list = { field: `Customer.${shape.typeName}`, of: profile.id, arguments: { roles: args.roles } };
  return {
    ...pageOf(held, args, cursors.of(list), ({ recordId }) => recordId, toNode),
    totalCount: count,
    sources: [toFreshness(verdict, facts, outcome.kind === "known" ? outcome.value.gaps[0] : undefined)],
  };
}
