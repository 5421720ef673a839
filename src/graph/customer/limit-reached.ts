import { CallerMistake } from "../caller-mistake.js";

/** Said before a list is read, so it tells nothing of what is in it. */
export function limitReached(): CallerMistake {
  return new CallerMistake(
    "LIST_LIMIT_REACHED",
    "You have walked as many rows of lists as one may in an hour; ask for fewer, or go on later.",
  );
}

/** Said before anybody is asked, so it does not tell whether somebody has the number. */
export function lookUpLimitReached(): CallerMistake {
  return new CallerMistake(
    "LOOKUP_LIMIT_REACHED",
    "You have looked up as many numbers as one may in an hour; go on later.",
  );
}

/** Said before anything is searched. */
export function searchLimitReached(): CallerMistake {
  return new CallerMistake("SEARCH_LIMIT_REACHED", "You have searched as often as one may in an hour; go on later.");
}
