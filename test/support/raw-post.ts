export interface RawAnswer {
  readonly status: number;
  readonly text: string;
  readonly codes: readonly unknown[];
}

/** A body as it stands, sent as JSON with a good token: for bodies that no client library would send. */
export async function postRaw(url: string, token: string, body: string): Promise<RawAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", accept: "*/*" },
    body,
  });
  const text = await response.text();
  const { errors = [] } = JSON.parse(text) as {
    readonly errors?: readonly { readonly extensions: { code: unknown } }[];
  };
  return { status: response.status, text, codes: errors.map(({ extensions }) => extensions.code) };
}
