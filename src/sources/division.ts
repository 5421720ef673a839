import type { Known, Listing } from "../domain/outcome.js";
import { SourceFault } from "../domain/source-fault.js";
import type { SourceName } from "../domain/source.js";

/** One part of a source: a region or a branch with a system of its own. */
export interface SourcePart<At> {
  readonly at: At;
  /** How the keys of its customers begin. The longest fit decides; a key that fits no part is looked for in all of them. */
  readonly keyPrefixes: readonly string[];
}

/** What was asked of one part. */
interface Share<At, Key> {
  readonly at: At;
  readonly keys: readonly Key[];
}

/**
 * A source as one, whatever it is divided into: each part is asked about its own keys, side by side. While one is down
 * the others answer, and what is missing is a gap that names the part and is about its keys alone.
 */
export class Division<At> {
  constructor(private readonly parts: readonly SourcePart<At>[]) {}

  /** A source at one address. */
  static whole<At>(at: At): Division<At> {
    return new Division([{ at, keyPrefixes: [] }]);
  }

  map<To>(toPart: (at: At) => To): Division<To> {
    return new Division(this.parts.map(({ at, keyPrefixes }) => ({ at: toPart(at), keyPrefixes })));
  }

  /** The one address of a source that is not divided. Cursors of several feeds are not one: throws SourceFault. */
  undivided(source: SourceName): At {
    const [only] = this.parts;
    if (only === undefined || this.parts.length > 1) throw new SourceFault(source, "SOURCE_MISCONFIGURED");
    return only.at;
  }

  /** Throws SourceFault when no part answers. */
  async ask<T>(
    keys: readonly string[],
    askPart: (at: At, keys: readonly string[]) => Promise<Known<T>>,
    join: (answers: readonly T[], gaps: readonly SourceFault[]) => T,
  ): Promise<Known<T>> {
    const shares = this.#shares(keys, (key) => key);
    const [only] = shares;
    if (only !== undefined && shares.length === 1) return askPart(only.at, only.keys);
    const { answers, failed } = await askAll(shares, askPart);
    const gaps = failed.map(({ fault, keys: missing }) => fault.aboutKeys(missing));
    return asOne(
      answers.map(({ answer }) => answer),
      (values) => join(values, gaps),
    );
  }

  /**
   * Searches, in order: one by a part's own key goes to that part, any other to all of them, and finds what any has. A
   * part that is down is a gap in what was asked of it. Throws SourceFault when no part answers.
   */
  async search<Search, T>(
    searches: readonly Search[],
    keyOf: (search: Search) => string | null,
    askPart: (at: At, searches: readonly Search[]) => Promise<Known<readonly Listing<T>[]>>,
  ): Promise<Known<readonly Listing<T>[]>> {
    const shares = this.#shares(searches, keyOf);
    const [only] = shares;
    if (only !== undefined && shares.length === 1) return askPart(only.at, only.keys);
    const { answers, failed } = await askAll(shares, askPart);
    const found = new Map(searches.map((search) => [search, { items: [] as T[], gaps: [] as SourceFault[] }]));
    for (const { answer, keys } of answers) {
      for (const [index, search] of keys.entries()) {
        const listing = answer.value[index];
        found.get(search)?.items.push(...(listing?.items ?? []));
        found.get(search)?.gaps.push(...(listing?.gaps ?? []));
      }
    }
    for (const { fault, keys } of failed) for (const search of keys) found.get(search)?.gaps.push(fault);
    return asOne(
      answers.map(({ answer }) => answer),
      () => [...found.values()],
    );
  }

  #shares<Key>(keys: readonly Key[], keyOf: (key: Key) => string | null): Share<At, Key>[] {
    const [first] = this.parts;
    if (first !== undefined && this.parts.length === 1) return [{ at: first.at, keys }];
    const owners = keys.map((key) => this.#ownerOf(keyOf(key)));
    return this.parts
      .map((part) => ({ at: part.at, keys: keys.filter((_, n) => owners[n] === part || owners[n] === null) }))
      .filter((share) => share.keys.length > 0);
  }

  #ownerOf(key: string | null): SourcePart<At> | null {
    let owner: SourcePart<At> | null = null;
    let longest = -1;
    for (const part of this.parts) {
      for (const prefix of part.keyPrefixes) {
        if (prefix.length > longest && key?.startsWith(prefix) === true) [owner, longest] = [part, prefix.length];
      }
    }
    return owner;
  }
}

/** The lists of several parts as one. */
export function joinListings<T>(listings: readonly Listing<T>[], gaps: readonly SourceFault[]): Listing<T> {
  return {
    items: listings.flatMap(({ items }) => items),
    gaps: [...listings.flatMap((listing) => listing.gaps), ...gaps],
  };
}

interface Answered<T, Key> {
  readonly answers: readonly { readonly answer: Known<T>; readonly keys: readonly Key[] }[];
  readonly failed: readonly { readonly fault: SourceFault; readonly keys: readonly Key[] }[];
}

async function askAll<At, Key, T>(
  shares: readonly Share<At, Key>[],
  askPart: (at: At, keys: readonly Key[]) => Promise<Known<T>>,
): Promise<Answered<T, Key>> {
  const answers: { answer: Known<T>; keys: readonly Key[] }[] = [];
  const failed: { fault: SourceFault; keys: readonly Key[] }[] = [];
  await Promise.all(
    shares.map(async ({ at, keys }) => {
      try {
        answers.push({ answer: await askPart(at, keys), keys });
      } catch (error) {
        if (!(error instanceof SourceFault)) throw error;
        failed.push({ fault: error, keys });
      }
    }),
  );
  const [first] = failed;
  // Nothing of it is left: then it is the source that is down, and no part of it.
  if (answers.length === 0 && first !== undefined) throw new SourceFault(first.fault.source, first.fault.code);
  return { answers, failed };
}

/** As old as its oldest part. */
function asOne<T>(answers: readonly Known<T>[], join: (values: readonly T[]) => T): Known<T> {
  const [first] = answers;
  if (first === undefined) throw new RangeError("nothing was asked");
  const oldest = answers.reduce((old, each) => (each.asOf < old.asOf ? each : old), first);
  return { ...oldest, value: join(answers.map(({ value }) => value)) };
}
