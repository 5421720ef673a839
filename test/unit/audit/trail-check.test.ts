import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Instant } from "../../../src/domain/instant.js";
import { eventHash, genesisHash } from "../../../src/audit/proof/chain.js";
import { signRecord, type Seal, type Signed } from "../../../src/audit/proof/seal.js";
import { newSigningKeyPem, PublicKeys, SigningKey } from "../../../src/audit/proof/signing-key.js";
import type { EventText } from "../../../src/audit/verify/chain-check.js";
import { positionOf, type CheckReport } from "../../../src/audit/verify/finding.js";
import { TrailCheck } from "../../../src/audit/verify/trail-check.js";
import { chainOf, NOON, sealedTrail, type SealedTrail } from "../../support/audit/trail.js";
import { nth } from "../../support/nth.js";

const key = new SigningKey(newSigningKeyPem());
const keys = new PublicKeys(key.publicPem());

function check(seals: readonly Signed<Seal>[], events: readonly (readonly EventText[])[], trusted = keys): CheckReport {
  const trail = new TrailCheck(trusted);
  seals.forEach((signed, index) => {
    trail.take({ kind: "seal", signed });
    for (const event of events[index] ?? []) trail.take({ kind: "event", event });
  });
  for (const event of events.slice(seals.length).flat()) trail.take({ kind: "event", event });
  return trail.end();
}

const chains = [chainOf("a", 40), chainOf("b", 40), chainOf("c", 40)];
const whole = sealedTrail(
  chains,
  [
    [7, 3, 0],
    [1, 12, 9],
    [20, 0, 5],
  ],
  key,
);

/** A random trail of up to three writers and five seals, and one event of it. */
const someTrail = fc
  .array(fc.tuple(fc.nat(8), fc.nat(8), fc.nat(8)), { minLength: 1, maxLength: 5 })
  .filter((shares) => shares.flat().some((share) => share > 0))
  .map((shares) => sealedTrail(chains, shares, key))
  .chain((trail) => fc.nat(trail.events.flat().length - 1).map((index) => ({ trail, place: placeOf(trail, index) })));

function placeOf(trail: SealedTrail, index: number): { readonly seal: number; readonly at: number } {
  let rest = index;
  for (let seal = 0; ; seal += 1) {
    const { length } = trail.events[seal] ?? [];
    if (rest < length) return { seal, at: rest };
    rest -= length;
  }
}

/** The trail with one seal's events changed. */
function withEvents(
  trail: SealedTrail,
  seal: number,
  change: (events: EventText[]) => EventText[],
): readonly EventText[][] {
  return trail.events.map((events, index) => (index === seal ? change([...events]) : [...events]));
}

function edited(event: EventText): EventText {
  return { ...event, canonical: event.canonical.replace('"orgUnit":"B1"', '"orgUnit":"B2"') };
}

describe("a check of the trail", () => {
  it("finds a whole trail whole", () => {
    fc.assert(
      fc.property(someTrail, ({ trail }) => {
        const report = check(trail.seals, trail.events);
        expect(report).toMatchObject({ verdict: "WHOLE", findings: [], events: trail.events.flat().length });
      }),
    );
  });

  it("finds an edited event at its position", () => {
    fc.assert(
      fc.property(someTrail, ({ trail, place }) => {
        const event = nth(trail.events[place.seal], place.at);
        const report = check(
          trail.seals,
          withEvents(trail, place.seal, (events) => events.with(place.at, edited(event))),
        );
        expect(report.findings.map(({ kind, position }) => ({ kind, position }))).toEqual([
          { kind: "CHANGED", position: positionOf(event) },
        ]);
      }),
    );
  });

  it("finds a removed event at its position", () => {
    fc.assert(
      fc.property(someTrail, ({ trail, place }) => {
        const event = nth(trail.events[place.seal], place.at);
        const report = check(
          trail.seals,
          withEvents(trail, place.seal, (events) => events.toSpliced(place.at, 1)),
        );
        expect(report.findings.map(({ kind, position }) => ({ kind, position }))).toEqual([
          { kind: "MISSING", position: positionOf(event) },
        ]);
      }),
    );
  });

  it("finds an event that is there twice, or was slipped in, at its position", () => {
    fc.assert(
      fc.property(someTrail, fc.nat(), fc.boolean(), ({ trail, place }, seed, isForged) => {
        const event = nth(trail.events[place.seal], place.at);
        const slipped = isForged ? edited(event) : event;
        const report = check(
          trail.seals,
          withEvents(trail, place.seal, (events) => events.toSpliced(seed % (events.length + 1), 0, slipped)),
        );
        expect(report.verdict).toBe("TAMPERED");
        expect(report.findings.map(({ position }) => position)).toContain(positionOf(event));
      }),
    );
  });

  it("finds two events that have changed places at both positions", () => {
    fc.assert(
      fc.property(someTrail, fc.nat(), ({ trail, place }, seed) => {
        const events = trail.events[place.seal] ?? [];
        const other = seed % events.length;
        fc.pre(other !== place.at);
        const [one, two] = [nth(events, place.at), nth(events, other)];
        const report = check(
          trail.seals,
          withEvents(trail, place.seal, (list) => list.with(place.at, two).with(other, one)),
        );
        expect(new Set(report.findings.map(({ position }) => position))).toEqual(
          new Set([positionOf(one), positionOf(two)]),
        );
        expect(new Set(report.findings.map(({ kind }) => kind))).toEqual(new Set(["REORDERED"]));
      }),
    );
  });

  it("finds the contents of two events swapped under each other's number", () => {
    fc.assert(
      fc.property(someTrail, fc.nat(), ({ trail, place }, seed) => {
        const events = trail.events[place.seal] ?? [];
        const other = seed % events.length;
        fc.pre(other !== place.at);
        const [one, two] = [nth(events, place.at), nth(events, other)];
        const report = check(
          trail.seals,
          withEvents(trail, place.seal, (list) =>
            list
              .with(place.at, { ...one, canonical: two.canonical, hash: two.hash })
              .with(other, { ...two, canonical: one.canonical, hash: one.hash }),
          ),
        );
        expect(report.findings.map(({ position }) => position)).toEqual(
          expect.arrayContaining([positionOf(one), positionOf(two)]),
        );
      }),
    );
  });

  it("finds the seal of a chain that was computed anew from an edit on", () => {
    fc.assert(
      fc.property(someTrail, ({ trail, place }) => {
        const victim = nth(trail.events[place.seal], place.at);
        let previous = "";
        const forged = withEvents(trail, place.seal, (events) =>
          events.map((event, index) => {
            if (event.writer !== victim.writer || event.sequence < victim.sequence) {
              if (event.writer === victim.writer) previous = event.hash;
              return event;
            }
            if (index === place.at && previous === "") previous = beforeOf(trail, place.seal, victim);
            const canonical = index === place.at ? edited(event).canonical : event.canonical;
            previous = eventHash(previous, canonical);
            return { ...event, canonical, hash: previous };
          }),
        );
        const report = check(trail.seals, forged);
        const range = trail.seals[place.seal]?.record.ranges.find(({ writer }) => writer === victim.writer);
        expect(report.findings.map(({ position }) => position)).toContain(`${victim.writer}#${range?.last}`);
      }),
    );
  });

  it("names a seal that is missing, changed, or signed by a stranger", () => {
    const [first, second, third] = whole.seals as [Signed<Seal>, Signed<Seal>, Signed<Seal>];
    const positions = (report: CheckReport) => report.findings.map(({ kind, position }) => `${kind} ${position}`);
    expect(positions(check([first, third], [whole.events[0] ?? [], whole.events[2] ?? []]))).toContain(
      "SEAL_MISSING seal 2",
    );
    const changed = { ...second, record: { ...second.record, sealedAt: second.record.sealedAt + 1 } };
    expect(positions(check([first, changed, third], whole.events))).toEqual([
      "SEAL_CHANGED seal 2",
      "SEAL_CHAIN seal 3",
    ]);
    const stranger = new PublicKeys(new SigningKey(newSigningKeyPem()).publicPem());
    expect(positions(check(whole.seals, whole.events, stranger))).toEqual(
      [1, 2, 3].map((number) => `UNKNOWN_KEY seal ${number}`),
    );
  });

  it("accepts keys of before and after a rotation side by side", () => {
    const next = new SigningKey(newSigningKeyPem());
    const rotated = sealedTrail(chains, [[2, 2, 2]], next);
    const both = new PublicKeys(key.publicPem() + next.publicPem());
    expect(check(rotated.seals, rotated.events, both).verdict).toBe("WHOLE");
    expect(check(whole.seals, whole.events, both).verdict).toBe("WHOLE");
  });

  it("follows what is not sealed yet by its chain alone", () => {
    const tail = (chains[0] ?? []).slice(28);
    expect(check(whole.seals, [...whole.events, tail])).toMatchObject({ verdict: "WHOLE", unsealed: tail.length });
    const gap = check(whole.seals, [...whole.events, tail.toSpliced(3, 1)]);
    expect(gap.findings.map(({ kind, position }) => `${kind} ${position}`)).toEqual(["MISSING a#32"]);
    const old = nth(chains[1], 0);
    expect(check(whole.seals, [...whole.events, [old]]).findings[0]).toMatchObject({
      kind: "INSERTED",
      position: "b#1",
    });
  });

  it("says that nothing was there to check", () => {
    expect(new TrailCheck(keys).end()).toMatchObject({ verdict: "EMPTY", events: 0, seals: 0 });
  });

  it("accepts a writer whose clock is an hour ahead, and says so", () => {
    const ahead = chainOf("ahead", 4, (NOON + 3_600_000) as Instant);
    const trail = sealedTrail([chains[0] ?? []], [[4]], key);
    const both = sealedTrail([ahead, chains[0] ?? []], [[4, 4]], key);
    const record = { ...both.seals[0]?.record, sealedAt: trail.seals[0]?.record.sealedAt } as Seal;
    expect(check([signRecord(record, key)], both.events)).toMatchObject({
      verdict: "WHOLE",
      clockDoubts: { count: 4, first: ["ahead#1", "ahead#2", "ahead#3", "ahead#4"] },
    });
  });
});

function beforeOf(trail: SealedTrail, seal: number, { writer, sequence }: EventText): string {
  const all = trail.events.slice(0, seal + 1).flat();
  return all.find((event) => event.writer === writer && event.sequence === sequence - 1)?.hash ?? genesisHash(writer);
}
