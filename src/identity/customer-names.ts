import type { CustomerId } from "../domain/customer-id.js";
import type { RecordKey } from "../domain/membership.js";
import type { ComponentNode } from "./component.js";
import type { LinkLog } from "./log/link-log.js";
import { stableId } from "./stable-id.js";

type Group = readonly ComponentNode[];

/** Gives groups of records their customers' ids: those that they have, as far as nobody has a better right to them. */
export class CustomerNames {
  constructor(
    private readonly links: LinkLog,
    private readonly secret: string,
  ) {}

  /** One id for each group, in order. Groups come with their members in anchor order. */
  async nameGroups(groups: readonly Group[]): Promise<readonly CustomerId[]> {
    const owners = new Map<CustomerId, Group>();
    for (const group of groups) {
      for (const { customer } of group) {
        if (customer === null) continue;
        const owner = owners.get(customer);
        // The side whose record gave the id keeps it, else the one whose record comes first.
        if (owner === undefined || (!this.#gave(owner, customer) && this.#hasRight(group, owner, customer))) {
          owners.set(customer, group);
        }
      }
    }
    const names: CustomerId[] = [];
    for (const group of groups) {
      const kept = group.find(({ customer }) => customer !== null && owners.get(customer) === group)?.customer;
      names.push(kept ?? (await this.#newId(group)));
    }
    return names;
  }

  #hasRight(group: Group, owner: Group, customer: CustomerId): boolean {
    if (this.#gave(group, customer)) return true;
    return firstOf(group, customer) < firstOf(owner, customer);
  }

  #gave(group: Group, customerId: CustomerId): boolean {
    return group.some(({ source, recordId }) => stableId(this.secret, source, recordId) === customerId);
  }

  /** From the anchor's key; a further one where the first is somebody else's by now. */
  async #newId(group: Group): Promise<CustomerId> {
    const [anchor] = group;
    if (anchor === undefined) throw new Error("a group has at least one record");
    for (let turn = 0; ; turn += 1) {
      const id = stableId(this.secret, anchor.source, turn === 0 ? anchor.recordId : `${anchor.recordId}\n${turn}`);
      const links = (await this.links.current([id])).get(id) ?? [];
      if (links.every((link) => group.some((record) => isSame(link, record)))) return id;
    }
  }
}

function firstOf(group: Group, customerId: CustomerId): string {
  return group.find(({ customer }) => customer === customerId)?.key ?? "~";
}

function isSame(left: RecordKey, right: RecordKey): boolean {
  return left.source === right.source && left.recordId === right.recordId;
}
