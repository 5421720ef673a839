import type { Faults, JsonMutation } from "./faults.js";

type Step = { readonly name: string } | { readonly index: number } | "each";

/** The body after the mutations that fit its kind: paths for JSON, find and replace for the rest. */
export function mutated(body: string, contentType: string, mutations: NonNullable<Faults["mutations"]>): string {
  if (!contentType.includes("json")) {
    return mutations.reduce(
      (text, change) => ("find" in change ? text.replaceAll(change.find, change.replace) : text),
      body,
    );
  }
  const changes = mutations.filter((change): change is JsonMutation => "path" in change);
  if (changes.length === 0) return body;
  const root: unknown = JSON.parse(body);
  for (const change of changes) apply(root, stepsOf(change.path), change);
  return JSON.stringify(root);
}

function stepsOf(path: string): Step[] {
  return [...path.matchAll(/([^.[\]]+)|\[(\d*)\]/g)].map(([, name, index]) => {
    if (name !== undefined) return { name };
    return index ? { index: Number(index) } : "each";
  });
}

function apply(node: unknown, [step, ...rest]: readonly Step[], change: JsonMutation): void {
  if (step === undefined || node === null || typeof node !== "object") return;
  for (const key of keysAt(node, step)) {
    if (rest.length > 0) apply(Reflect.get(node, key), rest, change);
    else if (change.remove) Reflect.deleteProperty(node, key);
    else Reflect.set(node, key, change.set);
  }
}

function keysAt(node: object, step: Step): (string | number)[] {
  if (step === "each") return Object.keys(node);
  if ("index" in step) return Array.isArray(node) && step.index < node.length ? [step.index] : [];
  return Array.isArray(node) ? [] : [step.name];
}
