import { BrokenCircuitError, circuitBreaker, CircuitState, handleWhen, SamplingBreaker } from "cockatiel";
import { HttpFailure } from "./http-failure.js";
import type { CircuitState as State } from "./source-health.js";

export interface Circuit {
  /** Runs the call, or throws HttpFailure `circuit-open` at once while the upstream is resting. */
  run<T>(call: () => Promise<T>): Promise<T>;
  state(): State;
}

/** An upstream that fails more than half of its calls rests for a second, then one call at a time may try it again. */
export function openCircuit(isFailure: (error: unknown) => boolean): Circuit {
  const breaker = circuitBreaker(handleWhen(isFailure), {
    halfOpenAfter: 1_000,
    breaker: new SamplingBreaker({ threshold: 0.5, duration: 10_000, minimumRps: 2 }),
  });
  return {
    run: async (call) => {
      try {
        return await breaker.execute(call);
      } catch (error) {
        throw error instanceof BrokenCircuitError ? new HttpFailure("circuit-open", error) : error;
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
