import type { Decision } from "../access/decision.js";

/** Parts of a profile that can be asked for before anybody waits for them, so that all sources start at once. */
export type Need = "parties" | "accounts" | "investments" | "loans" | "cards" | "registries";

/** What a request will need of one customer, once it is decided what the caller may see of him. */
export type Needs = (decision: Decision) => ReadonlySet<Need>;

const NOTHING: ReadonlySet<Need> = new Set();

export const NO_NEEDS: Needs = () => NOTHING;
