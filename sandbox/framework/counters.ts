/** What was asked of one endpoint since the last reset. */
export interface EndpointCount {
  calls: number;
  /** How many ids or identifiers those calls named together; a call that names none counts one. */
  ids: number;
  inFlight: number;
  maxInFlight: number;
  /** Answers by status; a call without an answer is under "none". */
  statuses: Record<string, number>;
}

export interface SystemCount {
  readonly calls: number;
  readonly ids: number;
  readonly inFlight: number;
  /** By method and route: "GET /core/v2/parties". */
  readonly endpoints: Readonly<Record<string, EndpointCount>>;
}

/** Counts the calls of one system. */
export class CallCounter {
  #endpoints = new Map<string, EndpointCount>();

  begin(endpoint: string): EndpointCount {
    let count = this.#endpoints.get(endpoint);
    if (!count) {
      count = { calls: 0, ids: 0, inFlight: 0, maxInFlight: 0, statuses: {} };
      this.#endpoints.set(endpoint, count);
    }
    count.calls++;
    count.inFlight++;
    count.maxInFlight = Math.max(count.maxInFlight, count.inFlight);
    return count;
  }

  end(count: EndpointCount, status: number | null): void {
    count.inFlight--;
    const key = status === null ? "none" : String(status);
    count.statuses[key] = (count.statuses[key] ?? 0) + 1;
  }

  total(): SystemCount {
    const all = [...this.#endpoints.values()];
    const sum = (of: (count: EndpointCount) => number): number => all.reduce((total, count) => total + of(count), 0);
    return {
      calls: sum((count) => count.calls),
      ids: sum((count) => count.ids),
      inFlight: sum((count) => count.inFlight),
      endpoints: structuredClone(Object.fromEntries(this.#endpoints)),
    };
  }

  /** Calls still in flight end on counters that nobody reads any more. */
  reset(): void {
    this.#endpoints = new Map();
  }
}

/** How many ids a request names: comma-separated query values such as ids or loanNos, or the identifiers of a body. */
export function idsAsked(query: unknown, body: unknown): number {
  const lists = isRecord(query) ? Object.entries(query).filter(([name]) => /(ids|nos|cifs)$/i.test(name)) : [];
  const inQuery = lists.reduce((total, [, value]) => total + String(value).split(",").length, 0);
  const list = isRecord(body) ? Object.values(body).find((value) => Array.isArray(value)) : undefined;
  return inQuery || (Array.isArray(list) ? list.length : 1);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
