import type { GraphiQL } from "graphiql";
import type { ComponentProps } from "react";

type Storage = NonNullable<ComponentProps<typeof GraphiQL>["storage"]>;

/** GraphiQL's keys that describe the window and nothing else. */
const LAYOUT_KEYS = new Set(["theme", "visiblePlugin", "docExplorerFlex", "editorFlex", "secondaryEditorFlex"]);

/**
 * GraphiQL keeps tabs, variables and history in the browser's storage. Here these hold customers' identifiers,
 * so they stay in memory and go with the page; only the window's layout outlives it.
 */
export function layoutStorage(): Storage {
  const memory = new Map<string, string>();
  const isLayout = (key: string): boolean => LAYOUT_KEYS.has(key.replace(/^graphiql:/u, ""));
  return {
    get length() {
      return memory.size;
    },
    getItem: (key) => (isLayout(key) ? localStorage.getItem(key) : (memory.get(key) ?? null)),
    setItem(key, value) {
      if (isLayout(key)) localStorage.setItem(key, value);
      else memory.set(key, value);
    },
    removeItem(key) {
      memory.delete(key);
      if (isLayout(key)) localStorage.removeItem(key);
    },
    clear() {
      memory.clear();
      for (const key of LAYOUT_KEYS) localStorage.removeItem(`graphiql:${key}`);
    },
  };
}
