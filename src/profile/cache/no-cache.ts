import type { AnswerStore } from "./slot.js";

/** Keeps nothing: every question goes to its source. */
export const NO_CACHE: AnswerStore = {
  ask: (questions, fetch, { deadline }) => fetch(questions, deadline),
  ticket: () => 0,
  keep: () => undefined,
};
