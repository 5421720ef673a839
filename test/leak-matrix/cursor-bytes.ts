import type { Caller } from "../../src/access/caller.js";
import { Cursors, type CallerCursors, type ListCursors } from "../../src/access/cursors.js";
import type { ByteSource } from "./collector.js";

type Of = (this: Cursors, caller: Caller) => CallerCursors;

/** Everybody who wants to know what is sealed; the product is listened to once, however many worlds are open. */
const listeners = new Set<(cursor: string, position: string) => void>();

const of = Object.getOwnPropertyDescriptor(Cursors.prototype, "of")?.value as Of;
Cursors.prototype.of = function listened(caller): CallerCursors {
  const own = of.call(this, caller);
  return { of: (list) => overheard(own.of(list)) };
};

function overheard(list: ListCursors): ListCursors {
  return {
    fromCursor: (cursor) => list.fromCursor(cursor),
    toCursor: (position) => {
      const cursor = list.toCursor(position);
      for (const listener of listeners) listener(cursor, JSON.stringify(position));
      return cursor;
    },
  };
}

/**
 * What is sealed into cursors: nobody but the gateway can open them, and still no value belongs there. A cursor itself is
 * chance, and would now and then have some value's digits: it is written as what is in it.
 */
export function cursorBytes(): ByteSource & { opened(bytes: string): string; restore(): void } {
  const positions = new Map<string, string>();
  const listener = (cursor: string, position: string): void => void positions.set(cursor, position);
  listeners.add(listener);
  return {
    name: "cursors",
    opened: (bytes) => bytes.replaceAll(/[\w-]{100,}/gu, (word) => positions.get(word) ?? word),
    take: () => {
      const taken = [...positions.values()];
      positions.clear();
      return Promise.resolve(taken);
    },
    restore: () => void listeners.delete(listener),
  };
}
