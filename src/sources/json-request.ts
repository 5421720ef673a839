import type { HttpRequest } from "../platform/http.js";

export function getFrom(path: string, headers: Readonly<Record<string, string>> = {}): HttpRequest {
  return { method: "GET", path, headers };
}

export function postJson(path: string, body: object, headers: Readonly<Record<string, string>> = {}): HttpRequest {
  const withType = { ...headers, "content-type": "application/json" };
  return { method: "POST", path, headers: withType, body: JSON.stringify(body) };
}

/** Ids as they stand in a query: comma-separated, each escaped. */
export function listOf(ids: readonly string[]): string {
  return ids.map(encodeURIComponent).join(",");
}
