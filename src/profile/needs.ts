/** Parts of a profile that can be asked for before anybody waits for them, so that all sources start at once. */
export type Need = "parties" | "accounts" | "investments" | "loans" | "cards" | "registries";

export type Needs = ReadonlySet<Need>;

export const NO_NEEDS: Needs = new Set();
