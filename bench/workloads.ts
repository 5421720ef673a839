import type { Client, Operation } from "./client.js";
import type { Member } from "./directory.js";
import { BOOK, PROFILE } from "./operations.js";

export interface Workload {
  readonly name: string;
  readonly requests: number;
  readonly inFlight: number;
  readonly ratePerSecond: number;
  readonly next: (index: number) => Operation;
}

const EVERYWHERE = ["core-banking", "loan", "card", "crm"];

/** Those whom every system knows and whose report may be read, so that each profile makes all five calls. */
export async function withWholeProfiles(members: readonly Member[], client: Client): Promise<Member[]> {
  const whole: Member[] = [];
  for (const member of members.filter(({ records }) => EVERYWHERE.every((source) => source in records))) {
    const text = await client.send({ query: PROFILE, variables: { id: member.id } });
    if (text.includes('"__typename":"CreditReport"')) whole.push(member);
  }
  return whole;
}

/** Q1 turns over whole profiles; Q2 over windows of the portfolio, prospects without a number in the core left out. */
export function workloadsOf(whole: readonly Member[], members: readonly Member[]): Workload[] {
  const numbered = members.filter(({ records }) => "core-banking" in records);
  const books = numbered.map((_, at) => numbered.slice(at, at + 50)).filter(({ length }) => length === 50);
  const at = <T>(list: readonly T[], index: number): T => {
    const item = list[index % list.length];
    if (item === undefined) throw new Error("the bank has no customers for the benchmark");
    return item;
  };
  return [
    {
      name: "Q1 profile",
      requests: 400,
      inFlight: 4,
      ratePerSecond: 40,
      next: (index) => ({ query: PROFILE, variables: { id: at(whole, index).id } }),
    },
    {
      name: "Q2 book of 50",
      requests: 40,
      inFlight: 2,
      ratePerSecond: 4,
      next: (index) => ({ query: BOOK, variables: { ids: at(books, index * 7).map(({ id }) => id) } }),
    },
  ];
}
