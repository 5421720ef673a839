import { watch, type FSWatcher } from "node:fs";
import type { PolicyEngine } from "./policy-engine.js";
import { policiesSignature, readPolicies } from "./policy-folder.js";
import { PoliciesRefused, type PolicyProblem } from "./policy-problem.js";

export interface PolicyWatchParts {
  readonly engine: PolicyEngine;
  readonly folder: string;
  /** Where the product's own policies and the schema are. */
  readonly builtIn: string;
  /** Other policies are in force from now on. For the log and for the audit. */
  readonly onAccepted: (version: string) => void;
  /** The folder was read and is what the engine has, whether or not that is anything new. */
  readonly onTaken?: () => void;
  /** A set was refused whole and the former one stays in force. Told once for each state of the folder. */
  readonly onRefused: (problems: readonly PolicyProblem[]) => void;
  /** How long a folder must lie still before it is read: an editor writes in several steps. */
  readonly settleMs?: number;
  /** How often the folder is looked at even if nobody said that it changed. */
  readonly pollMs?: number;
}

/**
 * Follows a folder of policies. The system's own notices are used where they come; mounted configuration is exchanged by
 * moving links, of which they tell nothing everywhere, so the folder is looked at once a second as well.
 */
export class PolicyWatch {
  readonly #settleMs: number;
  #seen: string | null;
  #refused: string | null = null;
  #watcher: FSWatcher | null = null;
  #settling: NodeJS.Timeout | null = null;
  readonly #poll: NodeJS.Timeout;

  constructor(private readonly parts: PolicyWatchParts) {
    this.#settleMs = parts.settleMs ?? 100;
    // Nothing yet: what changed between the engine's start and now is taken with the first look.
    this.#seen = null;
    this.#poll = setInterval(() => this.#look(), parts.pollMs ?? 1_000).unref();
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
      this.#watcher = watch(this.parts.folder, { persistent: false }, () => this.#look());
      this.#watcher.on("error", () => this.#watcher?.close());
    } catch {
      this.#watcher = null;
    }
  }

  #look(): void {
    const signature = policiesSignature(this.parts.folder);
    if (this.#settling !== null || (signature === this.#seen && signature !== null)) return;
    this.#settling = setTimeout(() => this.#takeIfStill(signature), this.#settleMs).unref();
  }

  /** A folder in the middle of a change is looked at again; it is read between two looks that find it alike. */
  #takeIfStill(signature: string | null): void {
    this.#settling = null;
    if (policiesSignature(this.parts.folder) !== signature) return this.#look();
    if (this.#take(signature) === "changed") return this.#look();
    this.#seen = signature;
  }

  #take(signature: string | null): "taken" | "changed" {
    const { engine, folder, builtIn, onAccepted } = this.parts;
    let isNew: boolean;
    try {
      const texts = readPolicies(folder, builtIn);
      if (policiesSignature(folder) !== signature) return "changed";
      isNew = engine.replace(texts);
    } catch (error) {
      this.#refuse(signature, error instanceof PoliciesRefused ? error.problems : [UNREADABLE]);
      return "taken";
    }
    this.#refused = null;
    this.parts.onTaken?.();
    if (isNew) onAccepted(engine.version);
    return "taken";
  }

  #refuse(signature: string | null, problems: readonly PolicyProblem[]): void {
    const state = JSON.stringify([signature, problems]);
    if (state === this.#refused) return;
    this.#refused = state;
    this.parts.onRefused(problems);
  }
}

const UNREADABLE: PolicyProblem = {
  file: "(folder)",
  line: null,
  policy: null,
  why: "the policies could not be taken, for a reason of ours",
};
