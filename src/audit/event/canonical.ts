/**
 * The JSON Canonicalization Scheme, RFC 8785: one text for one value, so that a hash taken here can be taken again in
 * any language. Keys sort by UTF-16 code units, which is how JavaScript compares texts; texts and numbers print as
 * `JSON.stringify` prints them. Throws TypeError for what JSON cannot carry: such an event must not be recorded as
 * something else.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case "string":
      return quoted(value);
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
  return Array.isArray(value) ? listText(value) : recordText(value as Readonly<Record<string, unknown>>);
}

function listText(list: readonly unknown[]): string {
  let text = "[";
  for (let at = 0; at < list.length; at += 1)
    text += at === 0 ? canonicalJson(list[at]) : `,${canonicalJson(list[at])}`;
  return `${text}]`;
}

function recordText(record: Readonly<Record<string, unknown>>): string {
  let text = "{";
  for (const key of Object.keys(record).sort())
    text += `${text === "{" ? "" : ","}${quoted(key)}:${canonicalJson(record[key])}`;
  return `${text}}`;
}

/** Letters, digits and marks that JSON prints as they are: nearly every text of an event. */
const PLAIN = /^[\w .:/#@+-]*$/;

function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError("a text with half a character has no canonical form");
  return JSON.stringify(text);
}
