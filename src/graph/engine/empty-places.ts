import type { GraphQLFormattedError } from "graphql";
import type { Path } from "graphql/jsutils/Path.js";
import type { Disclosure } from "../../access/disclosed.js";
import type { Decision } from "../../access/decision.js";
import type { Blank } from "../blank.js";

/** What became of a field for the caller: what its decision made of it, or that no source could say. */
export type FieldOutcome = Disclosure | "UNAVAILABLE";

/** A place in the answer; its text is only made for what is masked there, and where something is known to be missing. */
export interface Place {
  readonly key: string | number;
  readonly above: Place | null;
}

export function textOf({ key, above }: Place): string {
  return above === null ? String(key) : `${textOf(above)}.${key}`;
}

/** Why a place is empty, and whose it is where that is known. */
export interface Emptiness {
  readonly decision: Decision | null;
  readonly outcome: FieldOutcome;
  readonly isReplaced?: boolean;
}

const DENIALS = new Set(["ACCESS_DENIED", "CUSTOMER_NOT_REACHABLE"]);

/** What the errors of an answer, and its sections in words of their own, say of the places in it that hold nothing. */
export class EmptyPlaces {
  readonly #errors = new Map<string, FieldOutcome>();
  readonly #blanks = new Map<string, Emptiness>();

  constructor(errors: readonly GraphQLFormattedError[], blanks: readonly Blank[]) {
    for (const { path, extensions } of errors) {
      const outcome = DENIALS.has(String(extensions?.["code"])) ? "DENIED" : "UNAVAILABLE";
      // An error nulls its own place, or the nearest one above that may be null: all of them are remembered.
      for (let length = path?.length ?? 0; length > 0; length -= 1) {
        const place = path?.slice(0, length).join(".") ?? "";
        if (!this.#errors.has(place)) this.#errors.set(place, outcome);
      }
    }
    for (const { path, ...said } of blanks) this.#blanks.set(textOfPath(path), said);
  }

  /** What a section said of itself: at this very place. */
  ownWord(place: Place | null): Emptiness | null {
    return place === null || this.#blanks.size === 0 ? null : (this.#blanks.get(textOf(place)) ?? null);
  }

  /** What is said of a place, or of the nearest one above it; null where nothing is. */
  wordOf(place: Place): Emptiness | null {
    if (this.#errors.size > 0) {
      const outcome = this.#errors.get(textOf(place));
      if (outcome !== undefined) return { decision: null, outcome };
    }
    for (let at: Place | null = this.#blanks.size === 0 ? null : place; at !== null; at = at.above) {
      const said = this.#blanks.get(textOf(at));
      if (said !== undefined) return said;
    }
    return null;
  }
}

function textOfPath({ key, prev }: Path): string {
  return prev === undefined ? String(key) : `${textOfPath(prev)}.${key}`;
}
