import { ask } from "./ask.js";

const FIND = `query Find($identifier: IdentifierInput!) {
  customersByIdentifier(identifier: $identifier, first: 1) { edges { node { id } } }
}`;

interface Found {
  readonly customersByIdentifier: { readonly edges: readonly { readonly node: { readonly id: string } }[] };
}

export interface Search {
  readonly token: string;
  readonly purpose: string;
  readonly identifier: { readonly type: string; readonly value: string };
}

/** Our own id of a customer, found over HTTP as the token's holder would find him; undefined when he finds nobody. */
export async function findCustomer(gatewayUrl: string, { identifier, ...asker }: Search): Promise<string | undefined> {
  const { data } = await ask<Found>(gatewayUrl, { ...asker, query: FIND, variables: { identifier } });
  return data?.customersByIdentifier.edges[0]?.node.id;
}
