import type { GraphQLScalarType } from "graphql";
import { Directive, Field, type ClassType, type FieldOptions } from "type-graphql";
import type { SensitiveKind, SensitiveLabel } from "../access/vocabulary.js";
import { scalarOf, SensitiveFloat, SensitiveInt } from "./scalars.js";

/** What the declaration of one field says about how it is shown. */
export type FieldLabel =
  | { readonly shown: "public" }
  | { readonly shown: "sensitive"; readonly label: SensitiveLabel; readonly kindOf: KindOf | null }
  | { readonly shown: "amount" }
  /** Set by whoever makes the view, out of something that has been shown under the decision already. */
  | { readonly shown: "derived" }
  | { readonly shown: "nested"; readonly type: () => ClassType<object> };

/** The exact kind of a value whose field holds several kinds, such as a contact point's; read off the record it stands in. */
export type KindOf = (record: never) => Exclude<SensitiveKind, "AMOUNT">;

type Options = Pick<FieldOptions, "description" | "deprecationReason" | "nullable">;

const labels = new Map<object, Map<string, FieldLabel>>();

/** The labels of a type, its interfaces' and parents' included. */
export function labelsOf(type: ClassType<object>): ReadonlyMap<string, FieldLabel> {
  const all = new Map<string, FieldLabel>();
  for (let at: object | null = type.prototype; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    for (const [field, label] of labels.get(at) ?? []) if (!all.has(field)) all.set(field, label);
  }
  return all;
}

/** A leaf that anyone who reaches its object may see. */
export function Public(type: Parameters<typeof Field>[0], options: Options = {}): PropertyDecorator {
  return labelled({ shown: "public" }, Field(type as () => StringConstructor, options), "@public");
}

/** A leaf that is shown under a decision: open, masked or not at all. Always nullable, since it may be withheld. */
export function Sensitive(
  label: SensitiveLabel,
  options: Options & { readonly kindOf?: KindOf; readonly integer?: boolean; readonly float?: boolean } = {},
): PropertyDecorator {
  const { kindOf = null, integer = false, float = false, ...field } = options;
  const type = integer ? SensitiveInt : float ? SensitiveFloat : scalarOf(label.kind);
  const directive = `@sensitive(class: ${label.class}, kind: ${label.kind})`;
  return labelled(
    { shown: "sensitive", label, kindOf },
    Field(() => type, { nullable: true, ...field }),
    directive,
  );
}

/** A sensitive leaf that is made out of others, such as a number's masked form. */
export function DerivedSensitive(
  label: SensitiveLabel,
  type: () => GraphQLScalarType,
  options: Options = {},
): PropertyDecorator {
  const directive = `@sensitive(class: ${label.class}, kind: ${label.kind})`;
  return labelled({ shown: "derived" }, Field(type, { nullable: true, ...options }), directive);
}

/** A record inside this one, shown under the same decision. */
export function Nested(
  type: () => ClassType<object>,
  options: Options & { readonly list?: boolean } = {},
): PropertyDecorator {
  const { list = false, ...field } = options;
  return labelled(
    { shown: "nested", type },
    Field(() => (list ? [type()] : type()), field),
  );
}

/** For fields whose declaration is elsewhere, such as amounts. */
export function labelled(
  label: FieldLabel,
  field: MethodDecorator & PropertyDecorator,
  directive?: string,
): PropertyDecorator {
  return (prototype, name) => {
    field(prototype, name);
    if (directive !== undefined) Directive(directive)(prototype, name);
    const own = labels.get(prototype) ?? new Map<string, FieldLabel>();
    labels.set(prototype, own.set(String(name), label));
  };
}
