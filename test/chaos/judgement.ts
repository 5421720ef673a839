import { isDeepStrictEqual } from "node:util";
import type { Answer } from "../support/world.js";
import type { ChaosPage } from "./pages.js";

/** What is expected while something is wrong. */
export interface Expected {
  /** The systems that may be missing. */
  readonly faulty: readonly string[];
  /** The reasons that may be given for it. */
  readonly codes: readonly string[];
  /** Nothing of them can be there. */
  readonly isTotal: boolean;
}

export interface Judged {
  /** What is shown is what the books say, and nothing else is missing. */
  readonly wrong: readonly string[];
  /** What is missing is said, by system and by a reason that fits. */
  readonly unnamed: readonly string[];
}

/** One answer against the whole one: each system's part is exactly as it always is, or it is missing and says rightly why. */
export function judge(page: ChaosPage, answer: Answer, whole: Answer, { faulty, codes, isTotal }: Expected): Judged {
  if (answer.status !== 200 || answer.data === null) return { wrong: [`status ${answer.status}`], unnamed: [] };
  const because = page.goneBecause(answer);
  if (because !== null) return judgeNothing(because, answer, codes, faulty);
  const wrong = [...page.totalsWrong(answer, whole)];
  const unnamed: string[] = [];
  for (const system of page.systems) {
    const { reason, shown } = page.shownOf(answer, system);
    if (reason === null) {
      if (!isDeepStrictEqual(shown, page.shownOf(whole, system).shown)) wrong.push(`${system} is not as in the books`);
      if (isTotal && faulty.includes(system) && page.hasRecord(whole, system))
        wrong.push(`${system} is down and shows something`);
    } else if (!faulty.includes(system)) wrong.push(`${system} is missing, and nothing is wrong with it: ${reason}`);
    else if (!codes.includes(reason)) unnamed.push(`${system} is missing for another reason: ${reason}`);
    else if (!isNamedBeside(answer, system)) unnamed.push(`${system} is missing from extensions.c360.sources`);
  }
  return { wrong, unnamed };
}

/** Nobody is made up when the systems that could say who he is are gone. */
function judgeNothing(because: string, answer: Answer, codes: readonly string[], faulty: readonly string[]): Judged {
  // The core and the CRM know everybody of this suite; while one of the two works there is a page.
  const mayBeNobody = faulty.includes("core-banking") && faulty.includes("crm");
  const wrong = mayBeNobody ? [] : [`there is no page, though only ${faulty.join()} is down: ${because}`];
  const isNamed = codes.includes(because) && faulty.some((system) => isNamedBeside(answer, system));
  return { wrong, unnamed: isNamed ? [] : [`there is no page for another reason: ${because}`] };
}

function isNamedBeside({ errors, extensions }: Answer, system: string): boolean {
  if (errors.some((error) => error.extensions.source === system)) return true;
  const sources = extensions.c360.sources as readonly { readonly source: string; readonly state: string }[];
  return sources.some(({ source, state }) => source === system && state === "UNAVAILABLE");
}
