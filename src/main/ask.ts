export interface GraphqlAnswer<Data> {
  readonly data: Data | null;
  readonly errors?: readonly { readonly message: string; readonly path?: readonly (string | number)[] }[];
}

export interface Question {
  readonly token: string;
  readonly purpose: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

// oxlint-disable no-restricted-globals -- the demo is a client of the gateway, as anybody's would be.
/** Asks a gateway as any client would, over HTTP. Throws when nothing that is GraphQL comes back. */
export async function ask<Data>(
  gatewayUrl: string,
  { token, purpose, query, variables }: Question,
): Promise<GraphqlAnswer<Data>> {
  const response = await fetch(`${gatewayUrl}/graphql`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "x-purpose": purpose },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as GraphqlAnswer<Data>;
}
