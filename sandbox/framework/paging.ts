import { BadParameter } from "./parameters.js";

export interface ItemPage<T> {
  readonly items: readonly T[];
  /** Opaque: where the next page begins; null on the last one. */
  readonly next: string | null;
}

/**
 * A page of a list that is newest first. The cursor names the last item given, so that items which arrive between two
 * pages neither repeat nor hide any.
 */
export function pageAfter<T>(
  list: readonly T[],
  idOf: (item: T) => string,
  limit: number,
  before: string | null,
): ItemPage<T> {
  const start = before === null ? 0 : list.findIndex((item) => idOf(item) === fromCursor(before)) + 1;
  if (before !== null && start === 0) throw new BadParameter("before is not a cursor of this list");
  const items = list.slice(start, start + limit);
  const last = items.at(-1);
  return { items, next: last !== undefined && start + limit < list.length ? toCursor(idOf(last)) : null };
}

function toCursor(id: string): string {
  return Buffer.from(id).toString("base64url");
}

function fromCursor(cursor: string): string {
  return Buffer.from(cursor, "base64url").toString();
}
