import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { CardCustomersResponse } from "../src/sources/card/wire.generated.js";
import type { PartiesResponse } from "../src/sources/core-banking/wire.generated.js";
import type { Report } from "../src/sources/credit-bureau/wire.generated.js";
import type { CrmCustomersResponse } from "../src/sources/crm/wire.generated.js";
import type { LoansResponse } from "../src/sources/loan/wire.generated.js";
import type { Member } from "./directory.js";
import { customersOf, reportOf } from "./limit-answers.js";
import { LimitUpstreams } from "./limit-upstreams.js";
import type { Bank } from "./upstream.js";

/** What the limit is told when it starts, as JSON in its one argument. */
export interface LimitStart {
  readonly bank: Bank;
  readonly members: readonly Member[];
  /** The bank's own moment, in milliseconds. */
  readonly now: number;
}

/**
 * The limit L1: a bare `node:http` server that makes the same upstream calls as the gateway, each as early as it can, and
 * prints the same data with `JSON.stringify`. It knows no GraphQL, no token, no schema; it reads only the variables.
 */
const start = JSON.parse(process.argv[2] ?? "") as LimitStart;
const upstreams = new LimitUpstreams(start.bank, start.now);
const members = new Map(start.members.map((member) => [member.id, member]));

async function profile(id: string): Promise<object> {
  const [member] = membersOf([id]);
  const [crm, heard] = await Promise.all([coverage([member]), holdings([member])]);
  const document = heard.core.parties[0]?.documents.find(({ type }) => type === "RESIDENT_ID");
  const consent = crm.data[0]?.consents.find(
    ({ scope, state, withdrawnAt }) => state === "GRANTED" && withdrawnAt === null && scope.includes("CREDIT_BUREAU"),
  );
  if (document === undefined || consent === undefined) throw new Error("a profile of the benchmark has no report");
  const { Document } = await upstreams.bureau<{ Document: Report }>(document.number, consent.consentId);
  const [customer] = customersOf([member], heard);
  return { customer: { ...customer, creditReport: reportOf(Document, consent.consentId) } };
}

async function book(ids: readonly string[]): Promise<object> {
  const all = membersOf(ids);
  const [, heard] = await Promise.all([coverage(all), holdings(all)]);
  return { nodes: customersOf(all, heard) };
}

/** The gateway needs to know who manages the customers; the limit asks and looks no further. */
function coverage(all: readonly Member[]): Promise<CrmCustomersResponse> {
  return upstreams.crm(recordsAt("crm", all));
}

async function holdings(all: readonly Member[]) {
  const [loanIds, cardIds] = [recordsAt("loan", all), recordsAt("card", all)];
  const [core, loan, card] = await Promise.all([
    upstreams.core<PartiesResponse>(recordsAt("core-banking", all)),
    loanIds.length === 0 ? null : upstreams.loan<LoansResponse>(loanIds),
    cardIds.length === 0 ? null : upstreams.card<CardCustomersResponse>(cardIds),
  ]);
  return { core, loan, card };
}

function membersOf(ids: readonly string[]): [Member, ...Member[]] {
  return ids.map((id) => {
    const member = members.get(id);
    if (member === undefined) throw new Error("the limit was not told of this customer");
    return member;
  }) as [Member, ...Member[]];
}

function recordsAt(source: string, all: readonly Member[]): string[] {
  return all.flatMap(({ records }) => records[source] ?? []);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

const server = createServer((request, response) => {
  void textOf(request)
    .then((text) => {
      const { variables } = JSON.parse(text) as { variables: { id: string } | { ids: string[] } };
      return "id" in variables ? profile(variables.id) : book(variables.ids);
    })
    .then(
      (data) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data })),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
});
server.listen(0, "127.0.0.1", () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
