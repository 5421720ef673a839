/** Where a customer's records are: what the gateway remembers in its identity index, and the limit is told at its start. */
export interface Member {
  readonly id: string;
  /** Customer numbers by source; a source that does not know the customer is not in it. */
  readonly records: Readonly<Record<string, string>>;
}
