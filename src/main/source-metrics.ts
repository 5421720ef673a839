import type { Metrics } from "../platform/metrics.js";
import type { AddressFigures } from "../profile/source-reading.js";
import type { SourceRegister } from "../profile/source-register.js";

const ADDRESS = ["source", "part"] as const;

/** What became of the calls to every address of every source, for whoever reads `/metrics`. */
export function publishSources(metrics: Metrics, register: SourceRegister): void {
  const each = (
    kind: "gauge" | "counter",
    name: string,
    help: string,
    of: (figures: AddressFigures) => number | null,
  ) =>
    metrics.readings({ name, help, kind, labels: ADDRESS }, () =>
      register.figures().flatMap((figures) => {
        const value = of(figures);
        return value === null ? [] : [{ labels: addressOf(figures), value }];
      }),
    );
  each("counter", "c360_source_questions_total", "Questions to a source.", ({ counts }) => counts.asked);
  each("counter", "c360_source_calls_total", "Requests on the wire for them.", ({ counts }) => counts.sent);
  each("counter", "c360_source_failures_total", "Requests that brought no good answer.", ({ counts }) => counts.failed);
  each("counter", "c360_source_retries_total", "Second attempts after a failure.", ({ counts }) => counts.retried);
  each(
    "counter",
    "c360_source_hedges_total",
    "Second requests because the first was late.",
    ({ counts }) => counts.hedged,
  );
  each("gauge", "c360_source_call_limit", "Calls that may be under way at once, at present.", ({ limit }) => limit);
  each("gauge", "c360_source_budget_used", "Paid calls of the day.", ({ budget }) => budget?.used ?? null);
  each("gauge", "c360_source_budget_limit", "Paid calls that a day has.", ({ budget }) => budget?.limit ?? null);
  metrics.readings(
    {
      name: "c360_source_refused_total",
      help: "Questions that were not sent.",
      kind: "counter",
      labels: [...ADDRESS, "reason"],
    },
    () =>
      register.figures().flatMap((figures) =>
        Object.entries(figures.counts.refused).map(([reason, value]) => ({
          labels: { ...addressOf(figures), reason },
          value,
        })),
      ),
  );
  metrics.readings(
    {
      name: "c360_source_circuit",
      help: "1 at the state that the worst circuit of the source is in.",
      kind: "gauge",
      labels: [...ADDRESS, "state"],
    },
    () =>
      register.figures().flatMap((figures) =>
        (["CLOSED", "HALF_OPEN", "OPEN"] as const).map((state) => ({
          labels: { ...addressOf(figures), state },
          value: figures.circuit === state ? 1 : 0,
        })),
      ),
  );
}

function addressOf({ source, part }: AddressFigures): { readonly source: string; readonly part: string } {
  return { source, part: part ?? "" };
}
