import type { Clock } from "../../domain/instant.js";
import { AuditUnavailable, type AuditFault } from "../audit-error.js";
import type { DraftEvent } from "../event/audit-event.js";
import { ulidMaker } from "../event/event-id.js";
import type { Hash } from "../proof/chain.js";
import { StoreFailure, type AuditStore } from "../store/audit-store.js";
import type { ChainedEvent } from "../store/stored-event.js";
import { WriterChain, type ChainExtension, type ChainHead } from "./writer-chain.js";

/** An event that is durable. */
export interface AuditReceipt {
  readonly id: string;
  /** `writer#sequence` */
  readonly position: string;
  readonly hash: Hash;
}

export interface AuditTrailOptions {
  /** Starts the name of every writer of this process, such as the gateway's name. */
  readonly writer: string;
  readonly clock: Clock;
  /** Events that may wait for the store; more are refused at once. */
  readonly queueLimit: number;
  /** How long an event may take to become durable. */
  readonly timeoutMs: number;
  /** Told of every failure and recovery, never of an event. */
  readonly report?: (what: "unavailable" | "recovered", fault: AuditFault | null, cause: unknown) => void;
}

interface Waiting {
  readonly draft: DraftEvent;
  readonly resolve: (receipt: AuditReceipt) => void;
  readonly reject: (error: unknown) => void;
}

/** Events that go to the store together, linked to each other. */
interface Batch {
  readonly extension: ChainExtension;
  readonly waiting: (readonly [Waiting, ChainedEvent])[];
  /** Nobody waits for these: they are kept until they are stored. */
  readonly buffered: DraftEvent[];
}

function newBatch(extension: ChainExtension): Batch {
  return { extension, waiting: [], buffered: [] };
}

/** One transaction takes at most as many events: a burst is worked off in steps that each stay short. */
const BATCH_LIMIT = 2_000;
const BUFFER_FLUSH_MS = 250;

/**
 * The trail that a gateway writes. Events that come while the store is busy wait together and are stored in one
 * transaction with one sync: the more come at a time, the less each costs.
 */
export class AuditTrail {
  #chain: WriterChain;
  readonly #newWriter: () => WriterChain;
  readonly #waiting: Waiting[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #heads = new Map<string, ChainHead>();
  /** Linked behind the batch that is being stored. */
  #ahead: Batch | null = null;
  #buffered: DraftEvent[] = [];
  #flushTimer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  /** A commit that was given up and has not come back: nothing else is sent after it. */
  #isStuck = false;
  #isDown = false;
  #isClosed = false;

  constructor(
    private readonly store: AuditStore,
    private readonly options: AuditTrailOptions,
  ) {
    const nextId = ulidMaker();
    this.#newWriter = () => new WriterChain(`${options.writer}-${nextId(options.clock.now()).toLowerCase()}`);
    this.#chain = this.#newWriter();
  }

  /** Resolves when the event is durable, and not before. Throws AuditUnavailable, and AuditRejected for a draft that is not fit. */
  append(draft: DraftEvent): Promise<AuditReceipt> {
    const fault = this.#refusal(this.#waiting.length + (this.#ahead?.waiting.length ?? 0));
    if (fault !== null) return Promise.reject(new AuditUnavailable(fault));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ draft, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /**
   * Takes an event that need not be durable before the answer leaves. It goes with the next ones that must be, or a moment
   * later; should the process die before, it is lost. Throws AuditUnavailable when too many wait already.
   */
  buffer(draft: DraftEvent): void {
    if (this.#isClosed || this.#buffered.length >= this.options.queueLimit)
      throw new AuditUnavailable(this.#isClosed ? "CLOSED" : "QUEUE_FULL");
    this.#buffered.push(draft);
    this.#flushLater();
  }

  /** The last durable event of each writer that this process has been. What the store gives back must reach as far. */
  heads(): readonly ChainHead[] {
    return [...this.#heads.values()];
  }

  /** Calls back after each commit, for those who then read on from where they are. Gives a way to stop. */
  onCommitted(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The name under which this process writes now. */
  get writer(): string {
    return this.#chain.writer;
  }

  get isAvailable(): boolean {
    return !this.#isDown && !this.#isClosed;
  }

  /** Stores what is waiting, then takes no more. The store stays open. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#flushTimer !== null) clearTimeout(this.#flushTimer);
    await (this.#running ?? this.#run());
  }

  #refusal(length: number): AuditFault | null {
    if (this.#isClosed) return "CLOSED";
    if (this.#isStuck) return "TIMEOUT";
    return length >= this.options.queueLimit ? "QUEUE_FULL" : null;
  }

  async #run(): Promise<void> {
    // Whatever else arrives in this turn of the event loop shares the first commit.
    await new Promise((resolve) => setImmediate(resolve));
    let mayFlush = true;
    for (;;) {
      const batch = this.#fill(this.#ahead ?? newBatch(this.#chain.extend()), mayFlush);
      this.#ahead = null;
      if (batch.extension.events.length === 0) break;
      const storing = this.#store(batch);
      // Under a load that fills a batch, the next one is linked while this one is being stored.
      if (this.#waiting.length >= BATCH_LIMIT)
        this.#ahead = this.#fill(newBatch(this.#chain.extend(batch.extension)), false);
      if (!(await storing)) mayFlush = false;
    }
    this.#running = null;
    if (this.#buffered.length > 0) this.#flushLater();
  }

  /** Links what is waiting, and what may go with it, as far as one transaction takes it. */
  #fill(batch: Batch, withBuffered: boolean): Batch {
    const now = this.options.clock.now();
    while (batch.waiting.length < BATCH_LIMIT && this.#waiting.length > 0) {
      for (const each of this.#waiting.splice(0, BATCH_LIMIT - batch.waiting.length)) {
        try {
          batch.waiting.push([each, batch.extension.link(each.draft, now)]);
        } catch (error) {
          each.reject(error);
        }
      }
    }
    for (const draft of withBuffered ? this.#buffered.splice(0, BATCH_LIMIT) : []) {
      try {
        batch.extension.link(draft, now);
        batch.buffered.push(draft);
      } catch (error) {
        // Nobody waits for it any more; it was made by us and says nothing of a customer.
        this.options.report?.("unavailable", null, error);
      }
    }
    return batch;
  }

  async #store(batch: Batch): Promise<boolean> {
    const { extension, waiting } = batch;
    try {
      await this.#withinTime(this.store.append(extension.events));
    } catch (error) {
      this.#failed(error, batch);
      return false;
    }
    extension.keep();
    this.#heads.set(this.#chain.writer, this.#chain.head);
    if (this.#isDown) this.options.report?.("recovered", null, null);
    this.#isDown = false;
    for (const [{ resolve }, { event, hash }] of waiting)
      resolve({ id: event.id, position: `${event.writer}#${event.sequence}`, hash });
    for (const listener of this.#listeners) listener();
    return true;
  }

  #failed(error: unknown, { waiting, buffered }: Batch): void {
    const unavailable = error instanceof AuditUnavailable ? error : new AuditUnavailable("STORE", error);
    // Where the events may be stored after all, their chain ends here, wherever that is, and another begins.
    if (!(error instanceof StoreFailure && error.isCertain)) this.#chain = this.#newWriter();
    this.#isDown = true;
    this.options.report?.("unavailable", unavailable.fault, error);
    for (const [{ reject }] of waiting) reject(unavailable);
    this.#buffered = [...buffered, ...this.#buffered];
    // What was linked behind it follows nothing: it is linked again, to whatever the chain is now.
    this.#waiting.unshift(...(this.#ahead?.waiting ?? []).map(([each]) => each));
    this.#ahead = null;
    if (!this.#isStuck) return;
    for (const { reject } of this.#waiting.splice(0)) reject(unavailable);
  }

  async #withinTime(stored: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#isStuck = true;
        const back = (): void => void (this.#isStuck = false);
        stored.then(back, back);
        reject(new AuditUnavailable("TIMEOUT"));
      }, this.options.timeoutMs);
    });
    try {
      await Promise.race([stored, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  #flushLater(): void {
    if (this.#flushTimer !== null || this.#isClosed) return;
    this.#flushTimer = setTimeout(() => {
      this.#flushTimer = null;
      if (!this.#isStuck) this.#running ??= this.#run();
      else this.#flushLater();
    }, BUFFER_FLUSH_MS);
    this.#flushTimer.unref();
  }
}
