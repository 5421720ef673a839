import { GraphQLScalarType } from "graphql";
import { getMetadataStorage, type ClassType } from "type-graphql";
import { Disclosed } from "../../../access/disclosed.js";
import { SourceFault } from "../../../domain/source-fault.js";
import type { CopyShown } from "../../../rights/subject-request.js";
import { labelsOf } from "../../labels.js";
import type { MaskedField } from "../../shared/maskable.type.js";

type Bag = Record<string, unknown>;
type Field = CopyShown["fields"][number];

/**
 * Prints views that were shown under a decision into the JSON of a copy, by the labels of their types: what has no label is
 * not printed, and a sensitive field that holds anything but a disclosed value is an error, not a leak. It remembers what
 * became of every field, for the record of the look, and what a source failed to say.
 */
export class PrintedCopy {
  readonly #fields = new Map<string, Field>();
  readonly #faults = new Set<string>();

  /** `path` names the view's place by names alone. */
  print(type: ClassType<object>, view: object, path: string): Bag {
    const printed: Bag = {};
    for (const [field, label] of labelsOf(type)) {
      const value = (view as Bag)[field];
      const place = `${path}.${field}`;
      if (value === undefined || label.shown === "derived") continue;
      if (value instanceof SourceFault) {
        this.#faults.add(value.code);
        printed[field] = { unavailable: value.code };
        if (label.shown === "sensitive") this.#note(place, label.label.class, "UNAVAILABLE");
      } else if (value === null) printed[field] = null;
      else if (label.shown === "public") printed[field] = printedLeaf(type, field, value);
      else if (label.shown === "sensitive") printed[field] = this.#disclosed(place, label.label.class, value);
      else if (label.shown === "amount") printed[field] = this.#money(place, value as Bag);
      else if (Array.isArray(value))
        printed[field] = value.map((each: object) => this.print(label.type(), each, place));
      else printed[field] = this.print(label.type(), value, place);
    }
    const masked = ((view as Bag)["maskedFields"] ?? []) as readonly MaskedField[];
    if (masked.length > 0) printed["masked"] = masked.map(({ field, reason }) => ({ field, reason }));
    return printed;
  }

  /** An amount that is shown beside the labels, such as what a register publishes. */
  money(value: unknown, path: string): unknown {
    if (value instanceof SourceFault) {
      this.#faults.add(value.code);
      return { unavailable: value.code };
    }
    return value === null || value === undefined ? null : this.#money(path, value as Bag);
  }

  get fields(): readonly Field[] {
    return [...this.#fields.values()];
  }

  /** Codes of what was missing inside records since the last time that somebody asked. */
  takeFaults(): readonly string[] {
    const faults = [...this.#faults];
    this.#faults.clear();
    return faults;
  }

  #money(path: string, { currency, amount, band }: Bag): Bag {
    return {
      currency,
      amount: this.#disclosed(`${path}.amount`, "C2", amount),
      ...(amount instanceof Disclosed &&
        amount.outcome === "MASKED" && {
          band: this.#disclosed(`${path}.band`, "C2", band),
        }),
    };
  }

  #disclosed(path: string, dataClass: Field["class"], value: unknown): string | number | null {
    if (!(value instanceof Disclosed)) throw new Error("a sensitive field of a copy was filled without a decision");
    this.#note(path, dataClass, value.outcome);
    return value.printed;
  }

  #note(path: string, dataClass: Field["class"], outcome: Field["outcome"]): void {
    this.#fields.set(`${path} ${outcome}`, { path, class: dataClass, outcome });
  }
}

/** A public leaf, written as its scalar writes it in the graph. */
function printedLeaf(type: ClassType<object>, field: string, value: unknown): unknown {
  const scalar = scalarOfField(type, field);
  const print = (each: unknown) => (scalar === null ? each : scalar.serialize(each));
  return Array.isArray(value) ? value.map(print) : print(value);
}

const scalars = new Map<ClassType<object>, Map<string, GraphQLScalarType | null>>();

function scalarOfField(type: ClassType<object>, field: string): GraphQLScalarType | null {
  let known = scalars.get(type);
  if (known === undefined) scalars.set(type, (known = new Map<string, GraphQLScalarType | null>()));
  let scalar = known.get(field);
  if (scalar === undefined) {
    const declared = getMetadataStorage().fields.find(
      ({ name, target }) => name === field && (type === target || type.prototype instanceof target),
    );
    const named = declared?.getType();
    scalar = named instanceof GraphQLScalarType ? named : null;
    known.set(field, scalar);
  }
  return scalar;
}
