import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Outcome } from "../../domain/outcome.js";
import { SharedDeadline } from "../../platform/cache/shared-deadline.js";
import type { SharedLevel } from "../../platform/cache/shared-level.js";
import type { Deadline } from "../../platform/deadline.js";
import { Flight, timeout } from "./flight.js";
import { toRead, type KeptAnswers, type Ticket } from "./kept-answers.js";
import type { Asking, Fetch, Slot } from "./slot.js";

/** How long a claim lasts by itself. Whoever holds it renews it while the source is being asked; who dies does not. */
const CLAIM_MS = 500;
const RENEW_MS = 150;
/** How often those look again who wait for another process. */
const LOOK_AGAIN_MS = 12;

/**
 * Sees to it that a question is asked once: within the process all who ask join the one who asked first, and among
 * processes whoever has claimed it in the shared level asks, while the others wait for what he puts there.
 */
export class FlightDeck {
  readonly #flights = new Map<string, Flight>();

  constructor(private readonly kept: KeptAnswers) {}

  /** One answer for each slot, in order. Never rejects for a source's fault. */
  async answers(slots: readonly Slot[], fetch: Fetch, asking: Asking): Promise<readonly Outcome<unknown>[]> {
    const joined = new Map<Slot, Flight>();
    // What must be of now cannot be an answer to somebody who asked before.
    if (asking.policy !== "REQUIRE_LIVE") {
      for (const slot of slots) {
        const flight = slot.rule === undefined ? undefined : this.#flights.get(slot.name);
        if (flight === undefined) continue;
        flight.deadline.join(asking.deadline);
        joined.set(slot, flight);
      }
    }
    const led = this.#lead(
      slots.filter((slot) => !joined.has(slot)),
      fetch,
      asking,
    );
    return Promise.all(
      slots.map(async (slot) => {
        const flight = joined.get(slot) ?? led.get(slot);
        if (flight === undefined) throw new Error("a question has no answer on its way");
        const answer = await flight.answer(asking.deadline);
        if (!joined.has(slot) || !flight.endedTooSoonFor(answer, asking.deadline, slot.facts.timeoutMs)) return answer;
        const again = this.#lead([slot], fetch, asking).get(slot);
        return again === undefined ? answer : again.answer(asking.deadline);
      }),
    );
  }

  /** Asks for what nobody is waiting for; what another process is reading already is left to it. */
  async refresh(slots: readonly Slot[], fetch: Fetch, { deadline }: Asking): Promise<void> {
    const { shared } = this.kept;
    const free = slots.filter(({ name }) => !this.#flights.has(name));
    if (free.length === 0) return;
    const token = randomUUID();
    const ticket = this.kept.ticket(null);
    const claim = (await shared?.claim(free.map(toRead), token, CLAIM_MS)) ?? null;
    if (claim === null) return this.#fetch(free, fetch, deadline, { ...ticket, token }, () => undefined);
    this.kept.take(free, claim, ticket);
    const mine = free.filter((_, index) => claim.isClaimed[index]);
    if (mine.length === 0) return;
    await this.#fetch(mine, fetch, deadline, { ...ticket, stamp: claim.stamp, token }, () => undefined);
  }

  #lead(slots: readonly Slot[], fetch: Fetch, asking: Asking): ReadonlyMap<Slot, Flight> {
    const flights = new Map<Slot, Flight>();
    if (slots.length === 0) return flights;
    const deadline = new SharedDeadline(asking.deadline);
    for (const slot of slots) {
      const flight = new Flight(slot.question.operation.source, deadline);
      flights.set(slot, flight);
      if (slot.rule !== undefined && !this.#flights.has(slot.name)) this.#flights.set(slot.name, flight);
    }
    const land = (slot: Slot, outcome: Outcome<unknown>): void => {
      const flight = flights.get(slot);
      if (this.#flights.get(slot.name) === flight) this.#flights.delete(slot.name);
      flight?.settle(outcome);
    };
    this.#fly(slots, fetch, asking, deadline, land)
      .catch((mistake: unknown) => {
        for (const flight of flights.values()) flight.fail(mistake);
      })
      .finally(() => {
        for (const [{ name }, flight] of flights) if (this.#flights.get(name) === flight) this.#flights.delete(name);
        deadline.release();
      });
    return flights;
  }

  async #fly(slots: readonly Slot[], fetch: Fetch, { policy }: Asking, deadline: Deadline, land: Land): Promise<void> {
    const { shared } = this.kept;
    const sharable = slots.filter(({ rule }) => rule !== undefined);
    const token = randomUUID();
    const local = this.kept.ticket(null);
    if (shared === null || sharable.length === 0) {
      return this.#fetch(slots, fetch, deadline, { ...local, token: null }, land);
    }
    if (policy === "REQUIRE_LIVE") {
      const known = await shared.read([]);
      return this.#fetch(slots, fetch, deadline, { ...local, stamp: known?.stamp ?? null, token: null }, land);
    }
    await this.#flyWithOthers(slots, shared, fetch, { policy, deadline }, land, token);
  }

  /** Claims what nobody else has claimed, asks for it, and waits for what others have claimed. */
  async #flyWithOthers(
    slots: readonly Slot[],
    shared: SharedLevel,
    fetch: Fetch,
    { policy, deadline }: { readonly policy: Asking["policy"]; readonly deadline: Deadline },
    land: Land,
    token: string,
  ): Promise<void> {
    const mine: Promise<void>[] = [];
    const before = new Map<Slot, number>();
    const startedAt = performance.now();
    let private_ = slots.filter(({ rule }) => rule === undefined);
    let open = slots.filter(({ rule }) => rule !== undefined);
    while (open.length > 0) {
      const ticket = this.kept.ticket(null);
      const claim = await shared.claim(open.map(toRead), token, CLAIM_MS);
      if (claim === null) {
        mine.push(this.#fetch([...private_, ...open], fetch, deadline, { ...ticket, token: null }, land));
        break;
      }
      this.kept.take(open, claim, ticket);
      for (const slot of open) {
        if (!before.has(slot)) before.set(slot, slot.held?.record.outcome.retrievedAt ?? -Infinity);
      }
      const arrived = open.filter((slot) => this.#hasArrived(slot, policy, before.get(slot) ?? Infinity));
      const claimed = open.filter((_, index) => claim.isClaimed[index]);
      const toAsk = claimed.filter((slot) => !arrived.includes(slot));
      for (const slot of arrived) if (slot.held) land(slot, { ...slot.held.record.outcome, kept: { from: "CACHE" } });
      const unneeded = claimed.filter((slot) => arrived.includes(slot));
      if (unneeded.length > 0)
        void shared.release(
          unneeded.map(({ key }) => key),
          token,
        );
      if (toAsk.length + private_.length > 0) {
        const given = { ...ticket, stamp: claim.stamp, token };
        mine.push(this.#fetch([...private_, ...toAsk], fetch, deadline, given, land));
        private_ = [];
      }
      open = open.filter((slot) => !arrived.includes(slot) && !toAsk.includes(slot));
      const limitMs = Math.max(0, ...open.map(({ facts }) => facts.timeoutMs)) + CLAIM_MS;
      if (open.length > 0 && (deadline.signal.aborted || performance.now() - startedAt > limitMs)) {
        // Whoever has it has had time enough: better a second call than no answer.
        const left = open;
        if (deadline.signal.aborted) for (const slot of left) land(slot, toTimeout(slot));
        else mine.push(this.#fetch(left, fetch, deadline, { ...ticket, stamp: claim.stamp, token: null }, land));
        break;
      }
      if (open.length > 0) await wait(LOOK_AGAIN_MS);
    }
    await Promise.all(mine);
  }

  /** For one who prefers what is live, only what was read after he asked: newer than what was there at his first look. */
  #hasArrived(slot: Slot, policy: Asking["policy"], heldBefore: number): boolean {
    const { held } = slot;
    if (held === null) return false;
    const verdict = this.kept.verdict(slot);
    const isGood = verdict === "fresh" || verdict === "due";
    return isGood && (policy === "CACHE_OK" || held.record.outcome.retrievedAt > heldBefore);
  }

  async #fetch(
    slots: readonly Slot[],
    fetch: Fetch,
    deadline: Deadline,
    ticket: Ticket & { readonly token: string | null },
    land: Land,
  ): Promise<void> {
    const { shared } = this.kept;
    const { token } = ticket;
    const keys = shared === null ? [] : slots.flatMap((slot) => (slot.rule === undefined ? [] : [slot.key]));
    const renewal =
      shared === null || token === null
        ? undefined
        : setInterval(() => void shared.extend(keys, token, CLAIM_MS), RENEW_MS);
    try {
      const outcomes = await fetch(
        slots.map(({ question }) => question),
        deadline,
      );
      const writes = slots.flatMap((slot, index) => {
        const outcome = outcomes[index];
        if (outcome === undefined) throw new Error("a question got no answer");
        const write = this.kept.keep(slot, outcome, ticket);
        land(slot, outcome);
        return write ?? [];
      });
      if (shared !== null && ticket.stamp !== null) await shared.write(writes, ticket.stamp);
    } finally {
      clearInterval(renewal);
      if (shared !== null && token !== null && keys.length > 0) await shared.release(keys, token);
    }
  }
}

type Land = (slot: Slot, outcome: Outcome<unknown>) => void;

function toTimeout({ question }: Slot): Outcome<never> {
  const { source } = question.operation;
  return { kind: "unavailable", source, because: timeout(source) };
}
