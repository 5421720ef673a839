import type { Decision } from "../../../access/decision.js";
import { Disclosed } from "../../../access/disclosed.js";
import type { Leaf } from "../../../domain/outcome.js";
import { Sealed } from "../../../domain/sealed.js";
import { SourceFault } from "../../../domain/source-fault.js";
import { toMaskedField, type MaskedField } from "../../shared/maskable.type.js";

const NAME = { class: "C2", kind: "PERSON_NAME" } as const;
const INSTEAD = "[THIRD_PARTY_DATA]";
/** A name of one character would be found in every other word. */
const SHORTEST = 2;

/**
 * Everybody who stands in a customer's records and is not he. Their names are shown as the policies show counterparties, in
 * their own fields and wherever free text names them.
 */
export class OtherPeople {
  readonly #names: Sealed<string>[] = [];
  #pattern: Sealed<RegExp | null> | null = null;

  constructor(
    private readonly subject: Decision,
    private readonly others: Decision,
    private readonly ownNames: readonly Sealed<string>[],
  ) {}

  /** Whose name it is decides how it is shown. */
  decisionOn(name: Leaf<Sealed<string>>): Decision {
    return this.isOwn(name) ? this.subject : this.others;
  }

  isOwn(name: Leaf<Sealed<string>>): boolean {
    return name instanceof Sealed && this.ownNames.some((own) => Sealed.same(own, name, normal));
  }

  /** To be told of every name before any text is shown. */
  add(name: Leaf<Sealed<string>>): void {
    if (!(name instanceof Sealed) || this.isOwn(name)) return;
    this.#names.push(name);
    this.#pattern = null;
  }

  /** A text without the names of others, and whether it had any. */
  withoutNames(text: Leaf<Sealed<string>>): { readonly text: Leaf<Sealed<string>>; readonly isChanged: boolean } {
    if (!(text instanceof Sealed)) return { text, isChanged: false };
    this.#pattern ??= patternOf(this.#names);
    const without = Sealed.combine<unknown, string>([text, this.#pattern], ([whole, pattern]) =>
      pattern === null ? (whole as string) : (whole as string).replaceAll(pattern as RegExp, INSTEAD),
    );
    return { text: without, isChanged: !Sealed.same(text, without) };
  }

  /** Shows a name in a field of a view that is the customer's otherwise. */
  showName<Field extends string>(
    view: { readonly maskedFields: MaskedField[] } & Partial<Record<Field, unknown>>,
    field: Field,
    name: Leaf<Sealed<string>>,
    coordinate: string,
  ): void {
    const decision = this.decisionOn(name);
    const shown = Disclosed.under(decision, "PERSON_NAME", name, coordinate);
    Object.assign(view, { [field]: shown });
    const others = view.maskedFields.filter((each) => each.field !== field);
    view.maskedFields.splice(0, view.maskedFields.length, ...others);
    if (shown instanceof SourceFault || shown.outcome === "CLEAR" || shown.outcome === "NULL_AT_SOURCE") return;
    view.maskedFields.push(toMaskedField(field, NAME, decision));
  }

  /** Says of a field that something of others was taken out of it. */
  mark(view: { readonly maskedFields: MaskedField[] }, field: string): void {
    view.maskedFields.push(toMaskedField(field, { class: "C2", kind: "PERSON_NAME" }, this.others));
  }
}

function patternOf(names: readonly Sealed<string>[]): Sealed<RegExp | null> {
  return Sealed.combine(names, (open) => {
    const distinct = [...new Set(open.map((name) => name.trim()))].filter((name) => [...name].length >= SHORTEST);
    if (distinct.length === 0) return null;
    // The longest first: a name that begins with another is taken out whole.
    const sorted = distinct.sort((left, right) => right.length - left.length);
    return new RegExp(sorted.map((name) => name.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, "\\$&")).join("|"), "giu");
  });
}

function normal(name: string): string {
  return name.normalize("NFKC").replaceAll(/\s/gu, "").toLowerCase();
}
