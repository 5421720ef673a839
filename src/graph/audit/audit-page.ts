import type { ListCursors } from "../../access/cursors.js";
import type { EventPosition, StoredEvent } from "../../audit/store/audit-filter.js";
import { invalidCursor, positionIn } from "../shared/connection.js";

/** Where a page begins; null at the newest event. Throws CallerMistake `INVALID_CURSOR`. */
export function eventPositionIn(cursors: ListCursors, after: string | null | undefined): EventPosition | null {
  const read = positionIn(cursors, after);
  if (read === null) return null;
  const [at, position] = read;
  if (typeof at !== "number" || typeof position !== "number") throw invalidCursor();
  return { at, position };
}

export function toPosition({ event, position }: StoredEvent): EventPosition {
  return { at: event.at, position };
}

export function toEventCursor(cursors: ListCursors, stored: StoredEvent) {
  const { at, position } = toPosition(stored);
  return cursors.toCursor([at, position]);
}
