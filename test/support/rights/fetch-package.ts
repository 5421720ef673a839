import type { World } from "../world.js";

export interface FetchedPackage {
  readonly status: number;
  readonly bytes: Buffer;
  readonly type: string | null;
  /** The code of a refusal. */
  readonly code: string | null;
}

/** Fetches a package as a client does: over HTTP, with a token and a purpose. */
export async function fetchPackage(
  { url, sandbox }: Pick<World, "url" | "sandbox">,
  persona: string,
  path: string,
  purpose = persona.startsWith("P") ? "SELF_SERVICE" : "DATA_SUBJECT_REQUEST",
): Promise<FetchedPackage> {
  const response = await fetch(url + path, {
    headers: { authorization: `Bearer ${sandbox.tokenFor(persona)}`, "x-purpose": purpose },
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get("content-type");
  const code = response.ok ? null : (JSON.parse(bytes.toString()).errors[0].extensions.code as string);
  return { status: response.status, bytes, type, code };
}
