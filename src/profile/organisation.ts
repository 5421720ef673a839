import { SourceFault } from "../domain/source-fault.js";
import type { OrgUnitRecord } from "../domain/records/coverage.js";
import { startDeadline } from "../platform/deadline.js";
import type { Sources } from "./sources.js";

/** Where a member of staff works at this moment. */
export interface Workplace {
  readonly unit: string | null;
  /** From the unit's parent to the head office. */
  readonly ancestorsOf: (unit: string) => readonly string[];
}

const NOWHERE: Workplace = { unit: null, ancestorsOf: () => [] };

/** A transfer takes effect at once; a page of fifty customers must not ask for the same clerk fifty times. */
const KEPT_MS = 500;
/** What a look-up in the slowest register takes. */
const MOMENT_MS = 250;
const LONGEST_TREE = 64;
/** Staff kept at most: more than a process serves in the time that they are kept. */
const MOST_KEPT = 10_000;
const TIMEOUT_MS = 1_000;

interface Kept<T> {
  readonly until: number;
  readonly value: Promise<T>;
}

/**
 * The bank's organisation as the CRM has it now, remembered for half a second. A token says where somebody worked when it
 * was issued, which is not where he works.
 */
export class Organisation {
  readonly #staff = new Map<string, Kept<string | null>>();
  #tree: Kept<ReadonlyMap<string, OrgUnitRecord>> | undefined;

  constructor(private readonly crm: Sources["crm"]) {}

  /** Sees to it that the workplace is known a moment from now, without a word where it cannot be. */
  prepare(staffId: string): void {
    void Promise.allSettled([this.#unitOf(staffId, MOMENT_MS), this.#units(MOMENT_MS)]);
  }

  /** Nowhere for somebody whom the CRM does not know, and while it cannot be asked. */
  async workplaceOf(staffId: string): Promise<Workplace> {
    try {
      const [unit, tree] = await Promise.all([this.#unitOf(staffId), this.#units()]);
      return { unit, ancestorsOf: (of) => ancestors(of, tree) };
    } catch (error) {
      if (!(error instanceof SourceFault)) throw error;
      return NOWHERE;
    }
  }

  /** Good for another `moreMs`. */
  #unitOf(staffId: string, moreMs = 0): Promise<string | null> {
    const now = performance.now();
    const kept = this.#staff.get(staffId);
    if (kept !== undefined && kept.until > now + moreMs) return kept.value;
    if (this.#staff.size >= MOST_KEPT) this.#staff.clear();
    const value = this.#asked(async (deadline) => {
      const { value: found } = await this.crm.fetchStaff([staffId], deadline);
      return found.items.find(({ id }) => id === staffId)?.orgUnitId ?? null;
    });
    this.#staff.set(staffId, { until: now + KEPT_MS, value });
    value.catch(() => this.#staff.delete(staffId));
    return value;
  }

  #units(moreMs = 0): Promise<ReadonlyMap<string, OrgUnitRecord>> {
    const now = performance.now();
    if (this.#tree !== undefined && this.#tree.until > now + moreMs) return this.#tree.value;
    const value = this.#asked(async (deadline) => {
      const { value: units } = await this.crm.fetchOrgUnits(deadline);
      return new Map(units.items.map((unit) => [unit.id, unit]));
    });
    this.#tree = { until: now + KEPT_MS, value };
    value.catch(() => (this.#tree = undefined));
    return value;
  }

  /** Under a deadline of its own: the answer serves other requests than the one that happened to ask. */
  async #asked<T>(ask: (deadline: ReturnType<typeof startDeadline>) => Promise<T>): Promise<T> {
    const deadline = startDeadline(TIMEOUT_MS);
    try {
      return await ask(deadline);
    } finally {
      deadline.release();
    }
  }
}

/** A tree that runs in a circle ends all the same. */
function ancestors(unit: string, tree: ReadonlyMap<string, OrgUnitRecord>): readonly string[] {
  const line: string[] = [];
  for (let at = tree.get(unit)?.parentId; at && line.length < LONGEST_TREE; at = tree.get(at)?.parentId) line.push(at);
  return line;
}
