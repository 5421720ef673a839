/**
 * The JSON Canonicalization Scheme, RFC 8785: one text for one value, so that a hash taken here can be taken again in
 * any language. Keys sort by UTF-16 code units, which is how JavaScript compares texts; texts and numbers print as
 * `JSON.stringify` prints them. Throws TypeError for what JSON cannot carry: such an event must not be recorded as
 * something else.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case "string":
      if (!value.isWellFormed()) throw new TypeError("a text with half a character has no canonical form");
      return JSON.stringify(value);
    case "number":
      if (!Number.isFinite(value)) throw new TypeError("a number that is not finite has no canonical form");
      return JSON.stringify(value);
    case "boolean":
      return value ? "true" : "false";
    case "object":
      break;
    default:
      throw new TypeError(`a ${typeof value} has no canonical form`);
  }
  if (value === null) return "null";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const record = value as Readonly<Record<string, unknown>>;
  let text = "";
  for (const key of Object.keys(record).sort()) {
    text += `${text === "" ? "" : ","}${canonicalJson(key)}:${canonicalJson(record[key])}`;
  }
  return `{${text}}`;
}
