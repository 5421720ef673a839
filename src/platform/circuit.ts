import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ExponentialBackoff,
  handleWhen,
  SamplingBreaker,
} from "cockatiel";
import { HttpFailure } from "./http-failure.js";
import type { CircuitState as State } from "./source-health.js";

export interface Circuit {
  /** Runs the call, or throws HttpFailure `circuit-open` at once while the upstream is resting. */
  run<T>(call: () => Promise<T>): Promise<T>;
  state(): State;
}

/**
 * An operation that fails more than half of its calls rests, first for half a second, at the most for two; then one call
 * tries it. While that one is under way the others are refused at once: to make them wait would spend their deadlines on it.
 */
export function openCircuit(isFailure: (error: unknown) => boolean): Circuit {
  const breaker = circuitBreaker(
    // A probe that says nothing about the upstream, as one whose caller hung up, has not shown that it is well.
    handleWhen(
      (error) => isFailure(error) || (breaker.state === CircuitState.HalfOpen && error instanceof HttpFailure),
    ),
    {
      halfOpenAfter: new ExponentialBackoff({ initialDelay: 500, maxDelay: 2_000 }),
      breaker: new SamplingBreaker({ threshold: 0.5, duration: 10_000, minimumRps: 2 }),
    },
  );
  return {
    run: async (call) => {
      if (breaker.state === CircuitState.HalfOpen) throw new HttpFailure("circuit-open");
      try {
        return await breaker.execute(call);
      } catch (error) {
        throw error instanceof BrokenCircuitError ? new HttpFailure("circuit-open", { cause: error }) : error;
      }
    },
    state: () => STATES[breaker.state],
  };
}

const STATES: Record<CircuitState, State> = {
  [CircuitState.Closed]: "CLOSED",
  [CircuitState.HalfOpen]: "HALF_OPEN",
  [CircuitState.Open]: "OPEN",
  [CircuitState.Isolated]: "OPEN",
};
