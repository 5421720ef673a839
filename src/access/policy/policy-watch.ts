import { SettingsWatch, type WatchTimes } from "../../platform/settings-watch.js";
import type { PolicyEngine } from "./policy-engine.js";
import { policiesSignature, readPolicies } from "./policy-folder.js";
import { PoliciesRefused, type PolicyProblem } from "./policy-problem.js";
import type { PolicyTexts } from "./policy-set.js";

export interface PolicyWatchParts extends WatchTimes {
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
}

/** Keeps an engine at what a folder of policies says. */
export class PolicyWatch {
  readonly #watch: SettingsWatch<PolicyTexts, PolicyProblem>;

  constructor({ engine, folder, builtIn, onAccepted, onTaken, onRefused, ...times }: PolicyWatchParts) {
    this.#watch = new SettingsWatch(
      {
        folder,
        signature: () => policiesSignature(folder),
        read: () => readPolicies(folder, builtIn),
        take: (texts) => {
          const isNew = engine.replace(texts);
          onTaken?.();
          if (isNew) onAccepted(engine.version);
        },
        problemsOf: (error) => (error instanceof PoliciesRefused ? error.problems : [UNREADABLE]),
        onRefused,
      },
      times,
    );
  }

  stop(): void {
    this.#watch.stop();
  }
}

const UNREADABLE: PolicyProblem = {
  file: "(folder)",
  line: null,
  policy: null,
  why: "the policies could not be taken, for a reason of ours",
};
