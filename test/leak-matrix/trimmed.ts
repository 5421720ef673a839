import type { Operation } from "./operations.js";

/**
 * What every run of the tests can afford. Every way from `customer` is gone; from each other root, and behind each door
 * from one customer to another, each leaf once: what decides about an object is where it hangs, and that is the same object.
 * Each leaf in each form once, from `customer` where that leads there: an alias is the business of the object that holds it.
 */
export function trimmed(operations: readonly Operation[]): readonly Operation[] {
  const kept = new Map<string, Operation>();
  for (const operation of operations) {
    const key = keyOf(operation);
    const known = kept.get(key);
    if (known === undefined || (isFromCustomer(operation) && !isFromCustomer(known))) kept.set(key, operation);
  }
  return [...kept.values()];
}

function keyOf(operation: Operation): string {
  const { leaf, form, way, responsePath, entersAgain } = operation;
  if (form !== "plain") return `${leaf.coordinate} ${form}`;
  if (isFromCustomer(operation) && !entersAgain) return `${leaf.coordinate} ${way}`;
  return `${leaf.coordinate} ${doorOf(responsePath)}`;
}

function isFromCustomer({ responsePath }: Operation): boolean {
  return responsePath[0] === "customer";
}

/** The root, and the fields up to the last customer that is entered. */
function doorOf(path: readonly string[]): string {
  const last = path.findLastIndex((field) => field === "customer" || field === "subject");
  return path.slice(0, Math.max(1, last + 1)).join(".");
}
