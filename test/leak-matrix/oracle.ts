import type { Rendering, SensitiveKind } from "../../src/access/vocabulary.js";
import { renderingOf, type Row, type Standing, type Table, type Way } from "./table.js";
import { nameOfViewer, type Viewer } from "./viewers.js";

/** What one viewer is meant to see, read off the table. */
export class Oracle {
  readonly row: Row;
  readonly #names: ReadonlyMap<string, string>;

  constructor(
    readonly table: Table,
    viewer: Pick<Viewer, "name" | "purpose">,
  ) {
    const found = table.viewers.find((each) => each.viewer === viewer.name && each.purpose === viewer.purpose);
    if (found === undefined) throw new Error(`the table has no row for ${nameOfViewer(viewer)}`);
    this.row = found;
    this.#names = new Map(
      Object.entries(table.customers).flatMap(([name, { number, also }]) =>
        [number, ...also].map((each) => [each, name]),
      ),
    );
  }

  /** What he sees of the customer with this number who came before him this way. */
  standing(customerNumber: string, way: Way): Standing {
    const name = this.#names.get(customerNumber);
    if (name === undefined) throw new Error("the table knows no such customer");
    const direct = way === "holder" ? "id" : way;
    const { row } = this;
    const own =
      (direct === "document" ? inMap(row["having read the document"], name) : undefined) ??
      (direct === "mobile" ? inMap(row["having been told the mobile"], name) : undefined) ??
      inMap(row.sees, name);
    const standing = this.#named(own);
    // Whom he reaches himself he sees as ever, also as somebody's joint holder.
    if (way !== "holder" || standing.level === "HEADER" || standing.level === "STANDARD") return standing;
    return this.#named(inMap(row["as another holder"], name) ?? own);
  }

  /** What becomes of a value of this kind at a leaf of an object of this type. */
  rendering(customerNumber: string, way: Way, kind: SensitiveKind, ownerType: string): Rendering {
    const standing = this.standing(customerNumber, way);
    if (!this.reaches(standing, ownerType)) return "DENIED";
    if (ownerType === "CreditReport" && !this.row["credit report"]) return "DENIED";
    return renderingOf(standing, kind);
  }

  /** Whether objects of this type are within a standing's reach at all. */
  reaches({ level }: Pick<Standing, "level">, type: string): boolean {
    if (level === "NONE") return false;
    if (level === "STANDARD") return true;
    return level === "HEADER" ? this.table.fields["of the header"].includes(type) : type === "Customer";
  }

  /** Whether a value of this kind may stand in clear anywhere in an answer about these customers. */
  mayShowClear(customerNumbers: Iterable<string>, kind: SensitiveKind): boolean {
    return [...customerNumbers]
      .filter((number) => this.#names.has(number))
      .some((number) =>
        (["id", "document", "mobile", "holder"] as const).some(
          (way) => renderingOf(this.standing(number, way), kind) === "CLEAR",
        ),
      );
  }

  #named(name: string | undefined): Standing {
    const standing = name === undefined ? undefined : this.table.standings[name];
    if (standing === undefined) throw new Error("the table has no such standing");
    return standing;
  }
}

function inMap(map: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(map).find(([names]) => names.split(" ").includes(name))?.[1];
}
