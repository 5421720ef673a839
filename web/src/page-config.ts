/** What the gateway tells the page, from `/graphiql/config.json`. */
export interface PageConfig {
  readonly endpoint: string;
  /** Null outside the sandbox: the page then has no personas, only a place to paste a token. */
  readonly sandbox: { readonly personas: readonly Persona[] } | null;
  readonly operations: readonly StoryOperation[];
}

export interface Persona {
  readonly id: string;
  readonly title: string;
  readonly channel: string;
  readonly purposes: readonly string[];
  readonly token: string;
}

export interface StoryOperation {
  readonly story: number;
  readonly name: string;
  readonly title: string;
  readonly query: string;
  /** JSON text, as it is put into the variables editor. */
  readonly variables: string;
  readonly persona: string;
  readonly purpose: string;
}

/** Throws with a sentence for the user when the gateway does not answer with a configuration. */
export async function fetchPageConfig(): Promise<PageConfig> {
  const response = await fetch(`${import.meta.env.BASE_URL}config.json`, { cache: "no-store" });
  if (!response.ok) throw new Error(`The gateway answered HTTP ${response.status} for this page's configuration.`);
  const config: unknown = await response.json();
  if (!isPageConfig(config)) throw new Error("The gateway's configuration for this page is not of the expected shape.");
  return config;
}

function isPageConfig(value: unknown): value is PageConfig {
  return (
    typeof value === "object" &&
    value !== null &&
    "endpoint" in value &&
    typeof value.endpoint === "string" &&
    "sandbox" in value &&
    "operations" in value &&
    Array.isArray(value.operations)
  );
}
