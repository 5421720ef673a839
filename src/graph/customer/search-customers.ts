import { AccessError } from "../../access/access-error.js";
import type { ListingRight } from "../../access/listing-right.js";
import { seal, Sealed } from "../../domain/sealed.js";
import { nameFit } from "../../identity/name-fit.js";
import { fetchListing, type CustomerQuery } from "../../profile/customer-listing.js";
import { nameKindOf } from "../../profile/header.js";
import type { Needs } from "../../profile/needs.js";
import { CallerMistake } from "../caller-mistake.js";
import type { RequestContext } from "../context.js";
import { assertPageSize, pageInfoOf } from "../shared/connection.js";
import { toSourceSystem } from "../shared/freshness.type.js";
import { CustomerConnection } from "./customer-connection.type.js";
import type { Customer } from "./customer.type.js";
import { scopeOf } from "./customer-query.js";
import { toEdge } from "./find-customers.js";
import { limitReached, searchLimitReached } from "./limit-reached.js";
import { openCustomer } from "./open-customer.js";
import { toSearchText } from "./search-text.js";

/** Names that are put in order by how well they fit; whoever wants more of them has to ask more closely. */
const MOST_FITTING = 100;

/**
 * The customers of the caller's own part of the bank whose name has certain letters, the best fitting first. Only names that
 * he sees in clear are searched: an answer would confirm a masked one letter by letter. Whoever is hidden leaves no trace,
 * neither an edge nor a count.
 */
export async function searchCustomers(
  context: RequestContext,
  { text, first }: { readonly text: string; readonly first: number },
  needs: Needs,
): Promise<CustomerConnection> {
  const { caller, session } = context;
  const right = session.may("searchCustomers") ? session.listing() : null;
  if (right === null) throw new AccessError("ACCESS_DENIED");
  assertPageSize({ first });
  const sought = toSearchText(text);
  const kind = searchedKind(right);
  if (!context.searches.take(caller, 1)) throw searchLimitReached();
  if (!context.walks.take(caller, first)) throw limitReached();
  const scope = await scopeOf({}, right, caller, session);
  const { fitting, isWhole } =
    scope === null ? NOBODY : await fittingNames(context, { ...scope, ...IN_ORDER, kind }, sought, right);
  const { found, hasMore } = await openFirst(context, fitting, first, needs);
  const cursors = context.cursors.of({ field: "Query.searchCustomers", of: "", arguments: { text } });
  const edges = found.map(({ customer, score }) =>
    Object.assign(
      toEdge(customer, () => cursors.toCursor([customer.profile.id])),
      { score },
    ),
  );
  return Object.assign(new CustomerConnection(), {
    edges,
    pageInfo: pageInfoOf(edges, false, hasMore),
    totalCount: null,
    hiddenCount: null,
    missingSources: isWhole ? [] : [toSourceSystem(context.sources.facts("crm"))],
  });
}

/** Undefined for both kinds. Throws CallerMistake where the caller sees no name in clear. */
function searchedKind({ isClear }: ListingRight): "PERSON" | "ORGANIZATION" | undefined {
  const [persons, companies] = [isClear("PERSON_NAME"), isClear("COMPANY_NAME")];
  if (persons && companies) return undefined;
  if (persons) return "PERSON";
  if (companies) return "ORGANIZATION";
  throw new CallerMistake("FIELD_NOT_FILTERABLE", "Names cannot be searched: none is shown to you in clear.");
}

interface FittingName {
  readonly crmId: string;
  readonly score: number;
}

interface FittingNames {
  /** The best first. */
  readonly fitting: readonly FittingName[];
  /** Whether every name could be read. */
  readonly isWhole: boolean;
}

const NOBODY: FittingNames = { fitting: [], isWhole: true };
const IN_ORDER = { order: "CUSTOMER_NUMBER", direction: "ASC" } as const;

/** A sole trader's name is a person's: it is passed over before anybody is opened. */
async function fittingNames(
  { session }: RequestContext,
  query: CustomerQuery,
  text: string,
  right: ListingRight,
): Promise<FittingNames> {
  const asked = { ...query, nameContains: seal(text) };
  const outcome = await fetchListing(session.sources, asked, { limit: MOST_FITTING, after: null });
  if (outcome.kind === "unavailable") throw outcome.because;
  if (outcome.kind === "absent") return NOBODY;
  const { items, gaps } = outcome.value.entries;
  const fitting = items.flatMap(({ customer: { party } }) =>
    party.name instanceof Sealed && right.isClear(nameKindOf(party))
      ? [{ crmId: party.recordId, score: nameFit(party.name, text) }]
      : [],
  );
  return { fitting: fitting.sort((one, other) => other.score - one.score), isWhole: gaps.length === 0 };
}

interface Found {
  readonly customer: Customer;
  readonly score: number;
}

/** So many of them as are shown, a batch at a time; those whom the caller turns out not to reach leave no edge. */
async function openFirst(
  context: RequestContext,
  fitting: readonly FittingName[],
  first: number,
  needs: Needs,
): Promise<{ readonly found: readonly Found[]; readonly hasMore: boolean }> {
  const found: Found[] = [];
  let at = 0;
  while (found.length < first && at < fitting.length) {
    const some = fitting.slice(at, at + first - found.length);
    at += some.length;
    const ids = await context.session.customersOf(
      "crm",
      "CRM",
      some.map(({ crmId }) => crmId),
    );
    const opened = await Promise.all(
      some.map(async ({ score }, index): Promise<Found[]> => {
        const id = ids[index] ?? null;
        const customer = id === null ? null : await openCustomer(context, id, needs);
        return customer !== null && (await isShown(customer)) ? [{ customer, score }] : [];
      }),
    );
    found.push(...opened.flat());
  }
  return { found, hasMore: at < fitting.length };
}

/** What the CRM calls a company may be a person's to a system that is believed more. */
async function isShown({ profile }: Customer): Promise<boolean> {
  const header = await profile.header();
  const isClear = header !== null && profile.decision.rendering(header.nameKind, "Customer.displayName") === "CLEAR";
  return isClear && profile.decision.reachesHeader;
}
