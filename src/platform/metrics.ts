import { Counter, Gauge, Histogram, Registry } from "prom-client";

export interface ReadingsOptions<L extends string> {
  readonly name: string;
  readonly help: string;
  /** A counter only grows while the process lives. */
  readonly kind: "gauge" | "counter";
  readonly labels: readonly L[];
}

/**
 * The figures of this process, as Prometheus reads them. Labels are words from our own vocabulary (a source's name, an
 * operation, a reason), never a value and never anybody's identifier: a test reads the page and looks for them.
 */
export class Metrics {
  readonly #registry = new Registry();

  counter<L extends string>(name: string, help: string, labels: readonly L[] = []): Counter<L> {
    return new Counter({ name, help, labelNames: labels, registers: [this.#registry] });
  }

  /** `collect` is asked when somebody reads the page. */
  gauge<L extends string>(name: string, help: string, collect: () => number, labels: readonly L[] = []): Gauge<L> {
    return new Gauge({
      name,
      help,
      labelNames: labels,
      registers: [this.#registry],
      collect() {
        this.set(collect());
      },
    });
  }

  /** One of each reading, kept elsewhere and asked for when somebody reads the page. */
  readings<L extends string>(
    { name, help, kind, labels }: ReadingsOptions<L>,
    collect: () => readonly { readonly labels: Readonly<Record<L, string>>; readonly value: number }[],
  ): void {
    const options = { name, help, labelNames: labels, registers: [] };
    if (kind === "gauge") {
      const gauge = new Gauge({
        ...options,
        collect() {
          this.reset();
          for (const reading of collect()) this.set(reading.labels, reading.value);
        },
      });
      this.#registry.registerMetric(gauge);
    } else {
      const counter = new Counter({
        ...options,
        collect() {
          this.reset();
          for (const reading of collect()) this.inc(reading.labels, reading.value);
        },
      });
      this.#registry.registerMetric(counter);
    }
  }

  /** `buckets` are upper bounds, in the unit that the name says. */
  histogram<L extends string>(
    name: string,
    help: string,
    buckets: readonly number[],
    labels: readonly L[] = [],
  ): Histogram<L> {
    return new Histogram({ name, help, labelNames: labels, buckets: [...buckets], registers: [this.#registry] });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  print(): Promise<string> {
    return this.#registry.metrics();
  }
}
