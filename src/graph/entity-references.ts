import type { GraphQLResolveInfo } from "graphql";
import { NO_PROOF } from "../access/lookup-proof.js";
import { openGrant } from "./access/open-grant.js";
import { openAuditEvent } from "./audit/open-audit-event.js";
import { openArrangement } from "./arrangement/open-arrangement.js";
import { CallerMistake } from "./caller-mistake.js";
import type { RequestContext } from "./context.js";
import type { Customer } from "./customer/customer.type.js";
import { needsOf } from "./customer/needs-of.js";
import { withHeader } from "./customer/open-customer.js";
import { fromGlobalId, toCustomerId, toGrantId, toSubjectRequestId, type NodeType } from "./global-id.js";
import { readRequest } from "./rights/open-subject-request.js";
import type { Entity } from "./subgraphs.js";

/** What another subgraph says of an entity: its type and the fields of its key. Anybody can write one. */
export type Representation = Readonly<Record<string, unknown>>;

type OpenReference = (
  representation: Representation,
  context: RequestContext,
  info: GraphQLResolveInfo,
) => Promise<object | null>;

/**
 * How a subgraph opens an entity that another one refers to: by the same doors as every look, with the same decision. A
 * reference opens nothing by itself; null when the caller does not reach what it names. Throws SourceFault when it could
 * not be decided.
 */
export const openReference: Readonly<Record<Entity, OpenReference>> = {
  Customer: async ({ id, lookupProof }, context, info) => {
    const { session } = context;
    const customerId = toCustomerId(text(id));
    const proof = typeof lookupProof === "string" ? lookupProof : NO_PROOF;
    const customer = await withHeader(await session.openOnProof(customerId, proof, needsOf(info)));
    const undecided = session.undecided.get(customerId);
    if (customer === null && undecided !== undefined) throw undecided;
    return customer;
  },
  DepositAccount: arrangement("DepositAccount"),
  InvestmentHolding: arrangement("InvestmentHolding"),
  Loan: arrangement("Loan"),
  CreditCard: arrangement("CreditCard"),
  AccessGrant: ({ id }, context) => openGrant(context, toGrantId(text(id))),
  SubjectRequest: ({ id }, context) => readRequest(context, toSubjectRequestId(text(id))),
  AuditEvent: ({ id }, context) => {
    const { type, key } = fromGlobalId(text(id));
    if (type !== "AuditEvent") throw new CallerMistake("INVALID_ID", "This is not the id of an event.");
    return openAuditEvent(context, key);
  },
};

/** The other half of a customer's key. Subgraphs ask each other for it; the composed graph does not show it. */
export function lookupProof({ profile }: Customer, _: unknown, { session }: RequestContext): string {
  return session.proofOf(profile);
}

function arrangement(
  expected: Exclude<NodeType, "Customer" | "AccessGrant" | "SubjectRequest" | "AuditEvent">,
): OpenReference {
  return ({ id }, context) => {
    const { type, key } = fromGlobalId(text(id));
    if (type !== expected) throw new CallerMistake("INVALID_ID", "This is the id of something of another type.");
    return openArrangement(context, expected, key);
  };
}

function text(id: unknown): string {
  if (typeof id !== "string") throw new CallerMistake("INVALID_ID", "This is not an id of this graph.");
  return id;
}
