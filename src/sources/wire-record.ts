import type { Leaf, Listing } from "../domain/outcome.js";
import { SourceFault } from "../domain/source-fault.js";
import type { SourceName } from "../domain/source.js";
import type { Violations } from "../platform/contract.js";

/**
 * One record of an upstream's answer, read field by field. A field that breaks the contract becomes a SourceFault in its
 * own place; the fields beside it stand.
 */
export class WireRecord<W extends object> {
  constructor(
    private readonly source: SourceName,
    private readonly wire: W,
    private readonly violations: Violations | null,
    private readonly pointer = "",
  ) {}

  /** A field that may be missing, null or faulty. `to` may throw RangeError for a text that its schema could not refuse. */
  leaf<K extends keyof W & string, T>(key: K, to: (value: NonNullable<W[K]>) => T): Leaf<T> {
    const at = this.violations === null ? null : this.#violationAt(`${this.pointer}/${key}`);
    if (at !== null) return this.#fault(at);
    const value = this.wire[key];
    if (value === null || value === undefined) return null;
    try {
      return to(value);
    } catch (error) {
      return this.#faultOf(error, `${this.pointer}/${key}`);
    }
  }

  /** A field without which the record means nothing. Throws the SourceFault, which costs the record, not the list. */
  required<K extends keyof W & string, T>(key: K, to: (value: NonNullable<W[K]>) => T): T {
    const value = this.leaf(key, to);
    if (value instanceof SourceFault) throw value;
    if (value === null) throw this.#fault(`${this.pointer}/${key}`);
    return value;
  }

  /** Like `leaf`, for a detail that is not worth a fault of its own: faulty and missing are both null. */
  optional<K extends keyof W & string, T>(key: K, to: (value: NonNullable<W[K]>) => T): T | null {
    const value = this.leaf(key, to);
    return value instanceof SourceFault ? null : value;
  }

  /** A record inside this one; null when it is not there, the fault when it cannot be read. */
  nested<K extends keyof W & string, T>(key: K, to: (record: WireRecord<NonNullable<W[K]> & object>) => T): Leaf<T> {
    const pointer = `${this.pointer}/${key}`;
    const value = this.wire[key];
    try {
      if (this.violations?.has(pointer)) throw this.#fault(pointer);
      if (value === null || value === undefined) return null;
      return to(new WireRecord(this.source, value, this.violations, pointer));
    } catch (error) {
      return this.#faultOf(error, pointer);
    }
  }

  /** The record inside this one, without which this one means nothing. Throws the SourceFault. */
  inner<K extends keyof W & string>(key: K): WireRecord<NonNullable<W[K]> & object> {
    const record = this.nested(key, asIs);
    if (record instanceof SourceFault) throw record;
    if (record === null) throw this.#fault(`${this.pointer}/${key}`);
    return record;
  }

  /** The records that an answer is about. One that cannot be read leaves a gap; a list that is none throws the fault. */
  listing<K extends keyof W & string, T>(key: K, to: (record: WireRecord<ElementOf<W[K]>>) => T): Listing<T> {
    const pointer = `${this.pointer}/${key}`;
    if (this.violations?.has(pointer)) throw this.#fault(pointer);
    const items: T[] = [];
    const gaps: SourceFault[] = [];
    for (const [index, element] of ((this.wire[key] ?? []) as ElementOf<W[K]>[]).entries()) {
      const at = `${pointer}/${index}`;
      try {
        if (this.violations?.has(at)) throw this.#fault(at);
        items.push(to(new WireRecord(this.source, element, this.violations, at)));
      } catch (error) {
        gaps.push(this.#faultOf(error, at));
      }
    }
    return { items, gaps };
  }

  /** A short list that belongs to this record: whole, or the fault that keeps it from being whole. */
  elements<K extends keyof W & string, T>(
    key: K,
    to: (record: WireRecord<ElementOf<W[K]>>) => T,
  ): readonly T[] | SourceFault {
    try {
      const { items, gaps } = this.listing(key, to);
      return gaps[0] ?? items;
    } catch (error) {
      return this.#faultOf(error, `${this.pointer}/${key}`);
    }
  }

  #violationAt(pointer: string): string | null {
    for (const broken of this.violations?.keys() ?? []) {
      if (broken === pointer || broken.startsWith(`${pointer}/`)) return broken;
    }
    return null;
  }

  /** A conversion's RangeError is the source's fault; any other error is ours and is thrown on. */
  #faultOf(error: unknown, pointer: string): SourceFault {
    if (error instanceof SourceFault) return error;
    if (error instanceof RangeError) return this.#fault(pointer);
    throw error;
  }

  #fault(pointer: string): SourceFault {
    return new SourceFault(this.source, "SOURCE_MALFORMED", { at: pointer.slice(1) });
  }
}

type ElementOf<T> = NonNullable<T> extends readonly (infer E extends object)[] ? E : never;

/** For fields that are taken as they are. */
export function asIs<T>(value: T): T {
  return value;
}
