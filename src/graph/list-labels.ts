import { Directive, Field, type ClassType, type FieldOptions } from "type-graphql";
import type { ListingRight } from "../access/listing-right.js";
import type { SensitiveLabel } from "../access/vocabulary.js";
import { CallerMistake } from "./caller-mistake.js";

/** What the order or the length of a list tells when it is filtered or put in order by something. */
export interface Revealed extends SensitiveLabel {
  /** The field whose values it tells, as `Type.field`. */
  readonly field: string;
}

/** Null for what anyone who may list may know. */
export type ListLabel = Revealed | null;

const filters = new Map<object, Map<string, ListLabel>>();
const orders = new Map<object, Readonly<Record<string, ListLabel>>>();

/** A filter argument that tells nothing but what everybody who may list may know. */
export function PublicFilter(type: Parameters<typeof Field>[0], options: FieldOptions = {}): PropertyDecorator {
  return filter(null, "@public", type, options);
}

/** A filter argument whose answer tells of a sensitive value: refused to whoever does not see that value in clear. */
export function SensitiveFilter(
  label: Revealed,
  type: Parameters<typeof Field>[0],
  options: FieldOptions = {},
): PropertyDecorator {
  return filter(label, directiveOf(label), type, options);
}

function filter(
  label: ListLabel,
  directive: string,
  type: Parameters<typeof Field>[0],
  options: FieldOptions,
): PropertyDecorator {
  return (prototype, name) => {
    Field(type as () => StringConstructor, { nullable: true, ...options })(prototype, name);
    Directive(directive)(prototype, name);
    const own = filters.get(prototype) ?? new Map<string, ListLabel>();
    filters.set(prototype, own.set(String(name), label));
  };
}

export function directiveOf({ class: dataClass, kind }: SensitiveLabel): string {
  return `@sensitive(class: ${dataClass}, kind: ${kind})`;
}

export function filterLabels(type: ClassType<object>): ReadonlyMap<string, ListLabel> {
  return filters.get(type.prototype) ?? new Map<string, ListLabel>();
}

/** Says of every word of an enum what an order by it tells. */
export function labelOrders<Word extends string>(
  words: Readonly<Record<Word, Word>>,
  labels: Readonly<Record<Word, ListLabel>>,
): void {
  orders.set(words, labels);
}

/** Every labelled enum, for the schema to show. */
export function labelledOrders(): ReadonlyMap<object, Readonly<Record<string, ListLabel>>> {
  return orders;
}

type Right = Pick<ListingRight, "isClear">;

/** Throws CallerMistake `FIELD_NOT_FILTERABLE` for the first argument that would tell a value which is not clear of everybody in the list. */
export function assertFilterable(type: ClassType<object>, given: object, right: Right): void {
  const labels = filterLabels(type);
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined) continue;
    if (isHidden(labels.get(name), right)) {
      throw new CallerMistake(
        "FIELD_NOT_FILTERABLE",
        `This list cannot be filtered by \`${name}\`: its values are not shown to you in clear.`,
      );
    }
  }
}

/** Throws CallerMistake `FIELD_NOT_SORTABLE`. */
export function assertSortable(words: object, word: string, right: Right): void {
  if (isHidden(orders.get(words)?.[word], right)) {
    throw new CallerMistake(
      "FIELD_NOT_SORTABLE",
      `This list cannot be put in order by \`${word}\`: its values are not shown to you in clear.`,
    );
  }
}

/** What nobody has labelled is hidden. */
function isHidden(label: ListLabel | undefined, right: Right): boolean {
  return label === undefined || (label !== null && !right.isClear(label.kind));
}
