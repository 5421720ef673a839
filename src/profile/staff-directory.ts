import DataLoader from "dataloader";
import type { Known, Listing } from "../domain/outcome.js";
import type { OrgUnitRecord, StaffRecord } from "../domain/records/coverage.js";
import type { Deadline } from "../platform/deadline.js";
import type { Sources } from "./sources.js";
import { unitsUnder } from "./units-under.js";

/** The bank's own people and units, as one request sees them in the CRM. Every method throws SourceFault. */
export class StaffDirectory {
  readonly #staff = new DataLoader<string, StaffRecord | null>((ids) => this.#staffOf(ids), { maxBatchSize: 50 });
  #units: Promise<Known<Listing<OrgUnitRecord>>> | undefined;
  #own: Promise<ReadonlySet<string>> | undefined;

  constructor(
    private readonly crm: Sources["crm"],
    private readonly callersId: string | null,
    private readonly deadline: Deadline,
  ) {}

  /** A member of staff; null when the CRM does not know him. Those asked for together are one call. */
  member(id: string): Promise<StaffRecord | null> {
    return this.#staff.load(id);
  }

  /** A unit of the bank; null when the tree does not have it. */
  async unit(id: string): Promise<OrgUnitRecord | null> {
    const { value } = await this.#tree();
    return value.items.find((unit) => unit.id === id) ?? null;
  }

  /** A unit and everything below it; empty for one that the tree does not have. */
  async unitsUnder(id: string): Promise<ReadonlySet<string>> {
    const { value } = await this.#tree();
    return unitsUnder(value.items, id);
  }

  /** The caller's own unit and everything below it. */
  ownUnits(): Promise<ReadonlySet<string>> {
    return (this.#own ??= this.#findOwn());
  }

  async #findOwn(): Promise<ReadonlySet<string>> {
    const unit = this.callersId === null ? null : ((await this.member(this.callersId))?.orgUnitId ?? null);
    return unit === null ? new Set() : this.unitsUnder(unit);
  }

  #tree(): Promise<Known<Listing<OrgUnitRecord>>> {
    return (this.#units ??= this.crm.fetchOrgUnits(this.deadline));
  }

  async #staffOf(ids: readonly string[]): Promise<(StaffRecord | null)[]> {
    const found = await this.crm.fetchStaff(ids, this.deadline);
    return ids.map((id) => found.value.items.find((each) => each.id === id) ?? null);
  }
}
