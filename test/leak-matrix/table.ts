import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { z } from "zod";
import { PURPOSES, SENSITIVE_KINDS, type Rendering, type SensitiveKind } from "../../src/access/vocabulary.js";

const kinds = z.union([z.literal("OTHERS"), z.array(z.enum(SENSITIVE_KINDS))]).default([]);
const standing = z.strictObject({
  level: z.enum(["NONE", "EXISTENCE_ONLY", "HEADER", "STANDARD"]),
  clear: kinds,
  masked: kinds,
  denied: kinds,
  "as in": z.array(z.string()).min(1),
});
const seen = z.record(z.string(), z.string());
const yes = z.union([z.boolean(), z.enum(["yes", "no"]).transform((word) => word === "yes")]);
const row = z.strictObject({
  viewer: z.string(),
  purpose: z.enum(PURPOSES),
  "looks up by": z.array(z.enum(["document", "mobile", "number", "own number"])),
  "credit report": yes,
  "lists customers": yes.default(false),
  "sees the request": yes.default(false),
  sees: seen,
  "having read the document": seen.default({}),
  "having been told the mobile": seen.default({}),
  "as another holder": seen.default({}),
});
const table = z.strictObject({
  standings: z.record(z.string(), standing),
  fields: z.strictObject({
    "only ever masked": z.array(z.string()),
    "public amounts": z.array(z.string()),
    "only ever clear": z.array(z.string()),
    "of the header": z.array(z.string()),
  }),
  customers: z.record(
    z.string(),
    z.strictObject({ number: z.string(), also: z.array(z.string()).default([]), what: z.string() }),
  ),
  viewers: z.array(row),
});

export type Standing = z.infer<typeof standing>;
export type Row = z.infer<typeof row>;
export type Table = z.infer<typeof table>;

/** How a customer came before the viewer: by our own id, a look-up, or as the other holder of an account. */
export type Way = "id" | "document" | "mobile" | "holder";

const FILE = fileURLToPath(new URL("who-sees-what.yaml", import.meta.url));

/** The table that the gateway is held to; it shares nothing with the policies but the names of kinds and purposes. */
export function readTable(text: string = readFileSync(FILE, "utf8")): Table {
  return table.parse(parse(text));
}

/** What of a kind is seen under a standing. */
export function renderingOf(standing: Pick<Standing, "clear" | "masked" | "denied">, kind: SensitiveKind): Rendering {
  const lists = [
    ["CLEAR", standing.clear],
    ["MASKED", standing.masked],
    ["DENIED", standing.denied],
  ] as const;
  const named = lists.find(([, list]) => list !== "OTHERS" && list.includes(kind));
  return (named ?? lists.find(([, list]) => list === "OTHERS"))?.[0] ?? "DENIED";
}

/** Viewers without a row, customers whom a row forgets, and rows about nobody. */
export function gapsOf({ viewers, customers, standings }: Table, all: readonly Pick<Row, "viewer" | "purpose">[]) {
  const same = (one: Pick<Row, "viewer" | "purpose">) => (other: Pick<Row, "viewer" | "purpose">) =>
    one.viewer === other.viewer && one.purpose === other.purpose;
  const called = ({ viewer, purpose }: Pick<Row, "viewer" | "purpose">): string => `${viewer} for ${purpose}`;
  return [
    ...all
      .filter((each) => viewers.filter(same(each)).length !== 1)
      .map((each) => `${called(each)} has no row of his own`),
    ...viewers.filter((each) => !all.some(same(each))).map((each) => `${called(each)} is nobody`),
    ...viewers.flatMap((each) => {
      const named = Object.keys(each.sees).flatMap((names) => names.split(" "));
      const maps = [
        each.sees,
        each["having read the document"],
        each["having been told the mobile"],
        each["as another holder"],
      ];
      return [
        ...Object.keys(customers)
          .filter((name) => named.filter((other) => other === name).length !== 1)
          .map((name) => `${called(each)} does not say what he sees of ${name}`),
        ...maps
          .flatMap((map) => Object.values(map))
          .filter((name) => standings[name] === undefined)
          .map((name) => `${called(each)} names the unknown standing ${name}`),
        ...maps
          .flatMap((map) => Object.keys(map).flatMap((names) => names.split(" ")))
          .filter((name) => customers[name] === undefined)
          .map((name) => `${called(each)} names the unknown customer ${name}`),
      ];
    }),
  ];
}
