import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Traits, TraitIdentifier } from "../../src/identity/features/traits.js";

/** A record of a public set: what its columns say, in our words, and the entity that it belongs to in truth. */
export interface LabelledRecord {
  readonly id: string;
  readonly side: string;
  readonly entity: string;
  readonly traits: Traits;
}

export interface PublicSet {
  readonly name: string;
  readonly records: readonly LabelledRecord[];
  /** Whether only pairs of different files count, as where two registers are linked. */
  readonly acrossSides: boolean;
}

/** From the repository, where benchmarks and tests run. */
const FOLDER = "test/data";

export function febrl1(): PublicSet {
  return { name: "FEBRL 1", records: febrl("dataset1", "a"), acrossSides: false };
}

export function febrl4(): PublicSet {
  return {
    name: "FEBRL 4",
    records: [...febrl("dataset4a", "a"), ...febrl("dataset4b", "b")],
    acrossSides: true,
  };
}

export function fake1000(): PublicSet {
  const rows = table("splink/fake_1000.csv");
  return {
    name: "Splink fake_1000",
    acrossSides: false,
    records: rows.map((row) => ({
      id: row["unique_id"] ?? "",
      side: "a",
      entity: row["cluster"] ?? "",
      traits: traitsOf({
        name: [row["first_name"], row["surname"]],
        birthDate: row["dob"] ?? "",
        identifiers: [{ type: "EMAIL", value: (row["email"] ?? "").toLowerCase() }],
        place: { street: "", locality: row["city"] ?? "", postcode: "" },
      }),
    })),
  };
}

function febrl(file: string, side: string): LabelledRecord[] {
  return table(`febrl/${file}.csv`).map((row) => {
    const id = row["rec_id"] ?? "";
    const birth = row["date_of_birth"] ?? "";
    return {
      id: `${side}:${id}`,
      side,
      entity: id.split("-")[1] ?? "",
      traits: traitsOf({
        name: [row["given_name"], row["surname"]],
        birthDate: /^\d{8}$/.test(birth) ? `${birth.slice(0, 4)}-${birth.slice(4, 6)}-${birth.slice(6)}` : "",
        // A number without check digits, as a passport's is.
        identifiers: [{ type: "PASSPORT", value: row["soc_sec_id"] ?? "" }],
        place: {
          street: [row["street_number"], row["address_1"], row["address_2"]].filter(Boolean).join(" "),
          locality: row["suburb"] ?? "",
          postcode: row["postcode"] ?? "",
        },
      }),
    };
  });
}

interface Columns {
  readonly name: readonly (string | undefined)[];
  readonly birthDate: string;
  readonly identifiers: readonly TraitIdentifier[];
  readonly place: { readonly street: string; readonly locality: string; readonly postcode: string };
}

function traitsOf({ name, birthDate, identifiers, place }: Columns): Traits {
  const words = name.filter((word) => word !== undefined && word !== "").join(" ");
  const orNull = (text: string): string | null => (text === "" ? null : text.toLowerCase());
  return {
    kind: "PERSON",
    name: words === "" ? null : words,
    birthDate: birthDate === "" ? null : birthDate,
    identifiers: identifiers.filter(({ value }) => value !== ""),
    place: { street: orNull(place.street), locality: orNull(place.locality), postcode: orNull(place.postcode) },
    region: null,
    representative: null,
    flags: [],
  };
}

/** A plain table: these files quote nothing. */
function table(path: string): Record<string, string>[] {
  const [head = "", ...lines] = readFileSync(join(FOLDER, path), "utf8").trim().split(/\r?\n/u);
  const columns = head.split(",").map((column) => column.trim());
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(columns.map((column, index) => [column, (cells[index] ?? "").trim()]));
  });
}
