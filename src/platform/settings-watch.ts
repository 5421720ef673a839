import { watch, type FSWatcher } from "node:fs";

/** Settings on disk that are taken while the process runs. */
export interface FollowedSettings<Content, Problem> {
  /** The folder in which they lie; the system's notices come from it. */
  readonly folder: string;
  /** Changes with them; null while they cannot be read, as in the middle of an exchange. */
  readonly signature: () => string | null;
  /** Reads them whole. Whatever it throws is a refusal. */
  readonly read: () => Content;
  /** Puts them in force, at once and whole, or throws and leaves everything as it was. */
  readonly take: (content: Content) => void;
  readonly problemsOf: (error: unknown) => readonly Problem[];
  /** They were refused whole and the former ones stay in force. Told once for each state of them. */
  readonly onRefused: (problems: readonly Problem[]) => void;
}

export interface WatchTimes {
  /** How long settings must lie still before they are read: an editor writes in several steps. */
  readonly settleMs?: number;
  /** How often they are looked at even if nobody said that they changed. */
  readonly pollMs?: number;
}

/**
 * Follows settings on disk. The system's own notices are used where they come; mounted configuration is exchanged by moving
 * links, of which they tell nothing everywhere, so it is looked at once a second as well. What changed between the
 * process's own first reading and now is taken with the first look.
 */
export class SettingsWatch<Content, Problem> {
  readonly #settleMs: number;
  #seen: string | null = null;
  #refused: string | null = null;
  #watcher: FSWatcher | null = null;
  #settling: NodeJS.Timeout | null = null;
  readonly #poll: NodeJS.Timeout;

  constructor(
    private readonly settings: FollowedSettings<Content, Problem>,
    { settleMs = 100, pollMs = 1_000 }: WatchTimes = {},
  ) {
    this.#settleMs = settleMs;
    this.#poll = setInterval(() => this.#look(), pollMs).unref();
    this.#listen();
    this.#look();
  }

  stop(): void {
    clearInterval(this.#poll);
    if (this.#settling !== null) clearTimeout(this.#settling);
    this.#watcher?.close();
    this.#watcher = null;
  }

  /** Where the system gives no notices, looking is enough. */
  #listen(): void {
    try {
      this.#watcher = watch(this.settings.folder, { persistent: false }, () => this.#look());
      this.#watcher.on("error", () => this.#watcher?.close());
    } catch {
      this.#watcher = null;
    }
  }

  #look(): void {
    const signature = this.settings.signature();
    if (this.#settling !== null || (signature === this.#seen && signature !== null)) return;
    this.#settling = setTimeout(() => this.#takeIfStill(signature), this.#settleMs).unref();
  }

  /** Settings in the middle of a change are looked at again; they are read between two looks that find them alike. */
  #takeIfStill(signature: string | null): void {
    this.#settling = null;
    if (this.settings.signature() !== signature) return this.#look();
    if (this.#take(signature) === "changed") return this.#look();
    this.#seen = signature;
  }

  #take(signature: string | null): "taken" | "changed" {
    try {
      const content = this.settings.read();
      if (this.settings.signature() !== signature) return "changed";
      this.settings.take(content);
    } catch (error) {
      this.#refuse(signature, this.settings.problemsOf(error));
      return "taken";
    }
    this.#refused = null;
    return "taken";
  }

  #refuse(signature: string | null, problems: readonly Problem[]): void {
    const state = JSON.stringify([signature, problems]);
    if (state === this.#refused) return;
    this.#refused = state;
    this.settings.onRefused(problems);
  }
}
