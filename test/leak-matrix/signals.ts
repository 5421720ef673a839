import type { LeakWorld } from "./leak-world.js";
import type { Question } from "./questions.js";
import { looksAt, targetOf } from "./targets.js";
import type { Viewer } from "./viewers.js";

/** All that one viewer can observe of one look: every byte, and how often each system was asked for it. */
export interface Signal {
  readonly bytes: string;
  readonly calls: Readonly<Record<string, number>>;
}

/** What a viewer observes while he asks the questions about a customer. The answer's own moment is left out: its `date`. */
export async function signalsOf(
  world: LeakWorld,
  viewer: Viewer,
  number: string,
  questions: readonly Question[],
): Promise<readonly Signal[]> {
  const target = await targetOf(world, number);
  const signals: Signal[] = [];
  for (const look of questions.flatMap((question) => looksAt(question, target, viewer.purpose))) {
    world.sandbox.control.resetCounters();
    const { bytes } = await world.ask("whole", viewer, { query: look.question.document, variables: look.variables });
    const counters = Object.entries(world.sandbox.control.counters());
    signals.push({
      // The id of a request for access is of chance, in the one bank as in the other.
      bytes: world
        .opened(bytes)
        .replace(/^date: .*$/mu, "")
        .replaceAll(/\bgrant_[\w-]+/gu, "grant"),
      calls: Object.fromEntries(counters.map(([system, { endpoints }]) => [system, askedOf(endpoints)])),
    });
  }
  return signals;
}

/**
 * How many records a system was asked for, in however many calls. Where the caller works is left out: that is remembered for
 * half a second of real time, and says nothing of a customer; so are the systems' own tokens.
 */
function askedOf(endpoints: Readonly<Record<string, { readonly ids: number }>>): number {
  const asked = Object.entries(endpoints).filter(([at]) => !/token|staff|org/u.test(at));
  return asked.reduce((sum, [, { ids }]) => sum + ids, 0);
}
