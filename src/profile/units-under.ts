import type { OrgUnitRecord } from "../domain/records/coverage.js";

/** A unit of the tree with everything below it, in whatever order the tree comes; one that hangs on itself ends all the same. */
export function unitsUnder(tree: readonly OrgUnitRecord[], id: string): ReadonlySet<string> {
  const found = new Set(tree.some((unit) => unit.id === id) ? [id] : []);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const { id: each, parentId } of tree) if (parentId !== null && found.has(parentId)) found.add(each);
  }
  return found;
}
