import type { Client } from "./client.js";
import type { Member } from "./directory.js";
import { PORTFOLIO } from "./operations.js";
import type { Bank } from "./upstream.js";

interface PortfolioPage {
  readonly viewer: {
    readonly portfolio: {
      readonly edges: readonly {
        readonly node: {
          readonly id: string;
          readonly customerNumber: string;
          readonly sourceRecords: readonly { readonly source: { readonly id: string }; readonly recordId: string }[];
        };
      }[];
      readonly pageInfo: { readonly endCursor: string | null };
    };
  };
}

/** The first `pages` times fifty customers of the manager's portfolio, linked by being listed. */
export async function linkPortfolio(client: Client, pages: number): Promise<Member[]> {
  const members: Member[] = [];
  let after: string | null = null;
  for (let page = 0; page < pages; page += 1) {
    const text = await client.send({ query: PORTFOLIO, variables: { after } });
    const { portfolio } = (JSON.parse(text) as { data: PortfolioPage }).data.viewer;
    for (const { node } of portfolio.edges) {
      const records = node.sourceRecords.map(({ source, recordId }) => [source.id, recordId]);
      members.push({ id: node.id, records: Object.fromEntries(records) as Record<string, string> });
    }
    after = portfolio.pageInfo.endCursor;
  }
  return members;
}

/** Resident numbers of customers whom nobody has looked up yet, straight from the bank's CRM. */
export async function residentNumbers({ systems }: Bank, managerId: string, count: number): Promise<string[]> {
  const crm = systems["crm"];
  if (crm === undefined) throw new Error("the bank has no CRM");
  const headers = { authorization: `Bearer ${crm.credentials["serviceToken"] ?? ""}` };
  const read = async <T>(path: string): Promise<readonly T[]> => {
    const answer = await fetch(crm.baseUrl + path, { headers });
    return ((await answer.json()) as { data: readonly T[] }).data;
  };
  const entries = await read<{ crmId: string }>(`/staff/${managerId}/portfolio?limit=200`);
  const ids = entries.map(({ crmId }) => crmId).join(",");
  const customers = await read<{ idType: string | null; idNumber: string | null }>(`/customers?ids=${ids}`);
  return customers
    .flatMap(({ idType, idNumber }) => (idType === "RESIDENT_ID" && idNumber?.length === 18 ? [idNumber] : []))
    .slice(0, count);
}

/** Calls that the bank has answered since its counters were last read, by system. */
export async function callsSince({ controlUrl }: Bank): Promise<Record<string, number>> {
  const counters = (await (await fetch(`${controlUrl}/counters`)).json()) as Record<string, { calls: number }>;
  await fetch(`${controlUrl}/counters`, { method: "DELETE" });
  return Object.fromEntries(
    Object.entries(counters).flatMap(([name, { calls }]) => (calls > 0 ? [[name, calls]] : [])),
  );
}
