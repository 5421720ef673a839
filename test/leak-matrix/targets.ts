import { toGlobalId, type NodeType } from "../../src/graph/global-id.js";
import type { CanaryBank } from "./canary/canary-bank.js";
import type { LeakWorld } from "./leak-world.js";
import type { Question } from "./questions.js";
import type { Way } from "./table.js";
import { REFEREE } from "./viewers.js";

/** A customer to look at: his ids, what he holds, and the numbers that he can be found by. */
export interface Target {
  readonly number: string;
  readonly id: string;
  /** Global ids by type; the first holder of each whom a viewer reaches decides how it is seen. */
  readonly holdings: Readonly<Record<string, readonly Holding[]>>;
  readonly identifiers: Readonly<Partial<Record<"document" | "mobile" | "id", Identifier>>>;
}

interface Holding {
  readonly id: string;
  /** Null for what is no customer's: the answer tells whom it is about. */
  readonly holders: readonly string[] | null;
}

interface Identifier {
  readonly type: string;
  readonly value: string;
}

/** One question about one customer, as it is put. */
export interface Look {
  readonly question: Question;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whose object the root is, and how he came before the viewer; null where the answer tells. */
  readonly subjects: readonly string[] | null;
  readonly way: Way;
}

export async function targetOf(world: LeakWorld, number: string): Promise<Target> {
  const find = `{ customersByIdentifier(identifier: { type: CIF, value: "${number}" }) { edges { node { id } } } }`;
  const { body } = await world.ask("reference", REFEREE, { query: find });
  const found = JSON.parse(body) as { data: { customersByIdentifier: { edges: { node: { id: string } }[] } } };
  const id = found.data.customersByIdentifier.edges[0]?.node.id;
  if (id === undefined) throw new Error("the bank has no such customer");
  const request = await world.request();
  const requests = request === null ? [] : [{ id: request, holders: null }];
  const holdings = { ...holdingsOf(world.bank, number), AccessGrant: requests };
  return { number, id, holdings, identifiers: identifiersOf(world.bank, number) };
}

function holdingsOf({ bank }: CanaryBank, number: string): Target["holdings"] {
  const customer = bank.byCif(number);
  const own = [number];
  const as = (type: NodeType, key: string, holders: readonly string[] = own) => ({
    id: toGlobalId(type, key),
    holders,
  });
  return {
    DepositAccount: (customer?.accounts ?? []).map(({ accountId, holders }) =>
      as(
        "DepositAccount",
        accountId,
        holders.map(({ cif }) => cif),
      ),
    ),
    InvestmentHolding: (customer?.investments ?? []).map(({ holdingId }) => as("InvestmentHolding", holdingId)),
    Loan: (customer?.loans ?? []).map(({ loanId }) => as("Loan", loanId)),
    CreditCard: (customer?.cards ?? []).map(({ cardId }) => as("CreditCard", cardId)),
  };
}

function identifiersOf({ bank }: CanaryBank, number: string): Target["identifiers"] {
  const known = bank.byCif(number)?.core;
  const document = known?.documents.find(({ type }) => type === "RESIDENT_ID");
  const mobile = known?.contacts.find(({ kind }) => kind === "MOBILE");
  return {
    id: { type: "CIF", value: number },
    ...(document && { document: { type: document.type, value: document.number } }),
    ...(mobile && { mobile: { type: "MOBILE", value: mobile.value } }),
  };
}

const LOOK_UPS = [
  ["id", "id"],
  ["document", "document"],
  ["mobile", "mobile"],
] as const;

/** A question put about a customer in every way that his ids and numbers allow. */
export function looksAt(question: Question, target: Target, purpose: string): readonly Look[] {
  const reason = purpose === "SELF_SERVICE" ? "SELF" : "LOAN_APPROVAL";
  const extra = Object.fromEntries(
    question.needed.filter(({ argument }) => argument.endsWith("(reason:)")).map(({ variable }) => [variable, reason]),
  );
  const unknown = question.needed.filter(({ argument }) => !ROOTS.has(argument) && !argument.endsWith("(reason:)"));
  if (unknown.length > 0) throw new Error(`the matrix does not know what to give for ${unknown[0]?.argument}`);
  const look = (value: unknown, subjects: readonly string[] | null, way: Way = "id"): Look => {
    const root = question.needed.find(({ argument }) => ROOTS.has(argument));
    return { question, variables: { ...extra, ...(root && { [root.variable]: value }) }, subjects, way };
  };
  const holdings =
    question.objectType === "Arrangement"
      ? Object.entries(target.holdings).flatMap(([type, each]) => (type === "AccessGrant" ? [] : each.slice(0, 1)))
      : (target.holdings[question.objectType ?? ""] ?? []);
  const isHolding = question.objectType !== null && question.objectType !== "Customer";
  switch (question.root) {
    case "viewer":
      return [look(null, null)];
    case "customer":
      return [look(target.id, null)];
    case "customersByIdentifier":
      return LOOK_UPS.flatMap(([kind, way]) => {
        const identifier = target.identifiers[kind];
        return identifier === undefined ? [] : [look(identifier, null, way)];
      });
    case "node":
      return isHolding ? holdings.map(({ id, holders }) => look(id, holders)) : [look(target.id, null)];
    case "nodes":
      return isHolding ? holdings.map(({ id, holders }) => look([id], holders)) : [look([target.id], null)];
    case "_entities": {
      const named = (id: string, type = question.objectType): unknown => [{ __typename: type, id }];
      return isHolding ? holdings.map(({ id, holders }) => look(named(id), holders)) : [look(named(target.id), null)];
    }
    case "accessGrants":
    case "customers":
      return [look(null, null)];
    default:
      throw new Error(`the matrix does not know how to ask for Query.${question.root}`);
  }
}

/** The arguments that say whose object is meant. */
const ROOTS: ReadonlySet<string> = new Set([
  "Query.customer(id:)",
  "Query.customersByIdentifier(identifier:)",
  "Query.node(id:)",
  "Query.nodes(ids:)",
  "Query._entities(representations:)",
]);
