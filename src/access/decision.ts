import type { CustomerId } from "../domain/customer-id.js";
import { DEFAULT_MASK_SET, type MaskSet } from "./masks/mask-set.js";
import type { Terms } from "./policy/terms.js";
import type { AccessLevel, MaskReason, Rendering, SensitiveKind } from "./vocabulary.js";

/** A field of the graph as `Type.field`, such as `IdentityDocument.number`. */
export type FieldCoordinate = string;

/** Fields that grants have opened for this caller and this customer, each with the id of its grant. */
export type GrantedFields = ReadonlyMap<FieldCoordinate, string>;

const NOTHING_GRANTED: GrantedFields = new Map();

/**
 * What one caller may see of one customer for one purpose. Everything that shows a value asks for one; what it was shown
 * under goes with the value, into the record of the look.
 */
export class Decision {
  readonly #granted: GrantedFields;

  constructor(
    readonly customerId: CustomerId,
    readonly terms: Terms,
    granted: GrantedFields = NOTHING_GRANTED,
    /** How values look that are masked. */
    readonly masks: MaskSet = DEFAULT_MASK_SET,
  ) {
    this.#granted = terms.grantsHonoured ? granted : NOTHING_GRANTED;
  }

  /** What becomes of a value of this kind; a grant opens single fields, never a kind. */
  rendering(kind: SensitiveKind, field?: FieldCoordinate): Rendering {
    if (this.grantBehind(kind, field) !== null) return "CLEAR";
    return this.terms.rendering.get(kind) ?? "DENIED";
  }

  /** The grant but for which this field would not be clear; null where it would be, or is not. */
  grantBehind(kind: SensitiveKind, field: FieldCoordinate | undefined): string | null {
    // What a policy forbids, no grant opens, whenever it was given.
    if (field === undefined || !this.isRequestable(kind)) return null;
    return this.#granted.get(field) ?? null;
  }

  reason(kind: SensitiveKind): MaskReason {
    return this.terms.reasons.get(kind) ?? "ROLE_CLEARANCE";
  }

  isRequestable(kind: SensitiveKind): boolean {
    return this.terms.requestable.has(kind);
  }

  get level(): AccessLevel {
    return this.terms.level;
  }

  get basis(): string {
    return this.terms.basis;
  }

  /** What grants open of this customer. */
  get granted(): GrantedFields {
    return this.#granted;
  }

  /** Whether the viewer learns that there is such a customer. */
  get reachesExistence(): boolean {
    return this.level !== "NONE";
  }

  get reachesHeader(): boolean {
    return this.level === "HEADER" || this.reachesSections;
  }

  /** Whether the viewer learns anything of the customer's sections: holdings, reports, records. */
  get reachesSections(): boolean {
    return this.level === "STANDARD" || this.level === "FULL";
  }
}
