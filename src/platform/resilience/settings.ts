/** How one upstream is called, as numbers. Facts of the source give them, the configuration may change them. */
export interface ResilienceSettings {
  /** Calls under way at once, at the most; the limit finds its own place below. */
  readonly mostInFlight: number;
  /** Calls that may wait for one of those to end. */
  readonly mostWaiting: number;
  /** Requests for one question that may be asked again, the first included. */
  readonly attempts: number;
  /** Whether a second request may go out when the first takes unusually long. */
  readonly hedged: boolean;
  /** What the provider takes in a minute; null where it sets no limit. */
  readonly callsPerMinute: number | null;
  /** What we pay for in a day; null where calls cost nothing. */
  readonly callsPerDay: number | null;
  /** The share of the day's calls at which the alarm is given. */
  readonly alarmAt: number;
}

/** The extra calls that the whole gateway allows itself, as shares of the ordinary ones. */
export interface ExtraCalls {
  readonly retryShare: number;
  readonly hedgeShare: number;
}

/** Together they keep what upstreams get under every fault within 1.2 times the calm figure. */
export const EXTRA_CALLS: ExtraCalls = { retryShare: 0.1, hedgeShare: 0.05 };

/** What a failed attempt means for the calls after it. */
export interface Verdict {
  /** Another attempt may do. */
  readonly again: boolean;
  /** It speaks against the upstream, and its circuit counts it. */
  readonly counts: boolean;
  /** It was silence: too many calls at once may be the reason. */
  readonly silent: boolean;
  /** The upstream asks to be left alone for so long. */
  readonly restMs: number | null;
  /** The provider says that the day's calls are used up. */
  readonly quotaSpent: boolean;
}
