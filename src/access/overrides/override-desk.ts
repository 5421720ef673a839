import { AccessError } from "../access-error.js";
import type { Caller } from "../caller.js";
import { toShownText } from "../grants/plain-text.rule.js";
import type { Attribute } from "../../domain/attribute.js";
import type { CustomerId } from "../../domain/customer-id.js";
import type { Clock, Instant } from "../../domain/instant.js";
import type { RecordKey } from "../../domain/membership.js";
import type { SourceName } from "../../domain/source.js";
import { overridesInForce } from "./in-force.rule.js";
import { OverrideError } from "./override-error.js";
import type { OverrideStore } from "./override-store.js";
import type { ChosenEvent, OverrideEvent, StatementRef } from "./override.js";

export interface OverrideDeskParts {
  readonly store: OverrideStore;
  readonly clock: Clock;
  readonly maximumDays: number;
  /** Hears of a store that did not answer where the answer goes on without it. */
  readonly report: (error: unknown) => void;
}

/** A customer, by our id and by the records that are his at this moment. */
export interface OverrideHolder {
  readonly customerId: CustomerId;
  readonly records: readonly RecordKey[];
}

export interface OverrideSubject extends OverrideHolder {
  readonly attribute: Attribute;
}

const DAY_MS = 86_400_000;

/** Where stewards decide what counts until a moment. Whether they may is decided before, by the policies. */
export class OverrideDesk {
  constructor(private readonly parts: OverrideDeskParts) {}

  /** What is wrong with a choice in itself, before anybody looks whom it is about. Throws GrantError, OverrideError. */
  check(reason: string, expiresAt: Instant | null): string {
    const shown = toShownText(reason);
    const { clock, maximumDays } = this.parts;
    const now = clock.now();
    if (expiresAt !== null && !(expiresAt > now && expiresAt <= now + maximumDays * DAY_MS)) {
      throw new OverrideError("EXPIRY_OUT_OF_RANGE", `at most ${maximumDays} days`);
    }
    return shown;
  }

  /** Throws AccessError, GrantError, OverrideError. */
  async choose(
    caller: Caller,
    { customerId, attribute }: OverrideSubject,
    statement: StatementRef,
    reason: string,
    expiresAt: Instant,
  ): Promise<ChosenEvent> {
    const said = this.check(reason, expiresAt);
    const event = {
      kind: "CHOSEN",
      ...this.#by(caller),
      customerId,
      attribute,
      statement,
      reason: said,
      expiresAt,
    } as const;
    await this.#append(event, await this.parts.store.count(customerId, attribute));
    return event;
  }

  /** Throws AccessError, GrantError, OverrideError. */
  async withdraw(
    caller: Caller,
    { customerId, attribute, records }: OverrideSubject,
    reason: string,
  ): Promise<ChosenEvent> {
    const said = this.check(reason, null);
    const before = await this.parts.store.count(customerId, attribute);
    const [events = []] = await this.#eventsOf([{ customerId, records }]);
    const inForce = overridesInForce(events, this.parts.clock.now()).get(attribute);
    if (inForce === undefined) throw new OverrideError("NO_OVERRIDE");
    const { statement } = inForce;
    const event = { kind: "WITHDRAWN", ...this.#by(caller), customerId, attribute, statement, reason: said } as const;
    await this.#append(event, before);
    return inForce;
  }

  /** What was decided about each of these customers. Where that cannot be learned the rules decide alone. */
  async readAll(holders: readonly OverrideHolder[]): Promise<readonly (readonly OverrideEvent[])[]> {
    try {
      return await this.#eventsOf(holders);
    } catch (error) {
      this.parts.report(error);
      return holders.map(() => []);
    }
  }

  /** What was chosen under these customers' ids, whatever has become of it. */
  async chosenFor(customerIds: readonly CustomerId[]): Promise<readonly ChosenEvent[]> {
    const events = await this.parts.store.madeFor(customerIds);
    return events.filter((event) => event.kind === "CHOSEN");
  }

  async #eventsOf(holders: readonly OverrideHolder[]): Promise<readonly (readonly OverrideEvent[])[]> {
    const recordIds = [...new Set(holders.flatMap(({ records }) => records.map(({ recordId }) => recordId)))];
    const customerIds = [...new Set(holders.map(({ customerId }) => customerId))];
    const events = recordIds.length === 0 ? [] : await this.parts.store.about(recordIds, customerIds);
    return holders.map((holder) => events.filter((event) => isAbout(event, holder)));
  }

  async #append(event: OverrideEvent, before: number): Promise<void> {
    if (!(await this.parts.store.append(event, before))) throw new OverrideError("OVERRIDE_CHANGED");
  }

  #by({ staffId }: Caller): { readonly by: string; readonly at: Instant } {
    if (staffId === null) throw new AccessError("ACCESS_DENIED");
    return { by: staffId, at: this.parts.clock.now() };
  }
}

/** The public registries' records are linked to nobody: a choice of one of theirs stays with the customer it was made for. */
const REGISTRIES: ReadonlySet<SourceName> = new Set<SourceName>(["tianyancha", "qichacha", "gleif"]);

function isAbout({ statement, customerId }: OverrideEvent, holder: OverrideHolder): boolean {
  const { source, recordId } = statement;
  if (REGISTRIES.has(source)) return customerId === holder.customerId;
  return holder.records.some((record) => record.source === source && record.recordId === recordId);
}
