import type { AccessFacts } from "../access/policy/access-facts.js";
import { PolicyEngine, type EngineOptions } from "../access/policy/policy-engine.js";
import { readPolicies } from "../access/policy/policy-folder.js";
import { PoliciesRefused, problemLine, type PolicyProblem } from "../access/policy/policy-problem.js";
import { PolicyWatch } from "../access/policy/policy-watch.js";
import { ShadowPolicies, type ShadowDifference } from "../access/policy/shadow-policies.js";
import type { Terms } from "../access/policy/terms.js";
import { ConfigError } from "../platform/config.js";
import type { Config } from "../platform/config-schema.js";
import type { Log } from "../platform/log.js";
import type { AccessPolicy } from "../profile/customer-access.js";

/** What whoever runs the gateway must be able to look up later. */
export type PolicyEvent =
  | { readonly kind: "POLICIES_IN_FORCE"; readonly version: string }
  | { readonly kind: "POLICIES_REFUSED"; readonly problems: readonly PolicyProblem[] }
  | { readonly kind: "POLICY_FAILED"; readonly policies: readonly string[] };

export interface AccessPoliciesParts {
  readonly settings: Config["access"];
  /** The folder of the product's own policies. */
  readonly builtIn: string;
  readonly log: Log;
  /** `version` is that of the policies in force when it happened. */
  readonly onEvent: (event: PolicyEvent, version: string) => void;
  /** Counts what the candidate would have decided otherwise, and what it was not asked. */
  readonly onShadow?: (outcome: "wider" | "narrower" | "skipped") => void;
}

export interface AccessPolicies extends AccessPolicy {
  readonly engine: PolicyEngine;
  stop(): void;
}

/** The policies that are configured, in force, followed and shadowed. Throws ConfigError when they cannot be loaded. */
export function startAccessPolicies(parts: AccessPoliciesParts): AccessPolicies {
  const { settings, builtIn, log, onEvent } = parts;
  const engine = firstEngine(settings.policies ?? builtIn, builtIn, {
    onFault: (policies) => {
      log.error({ policies }, "a policy could not be evaluated: the question was denied");
      onEvent({ kind: "POLICY_FAILED", policies: policies ?? [] }, engine.version);
    },
  });
  onEvent({ kind: "POLICIES_IN_FORCE", version: engine.version }, engine.version);
  // The product's own policies change with the product only.
  const watch =
    settings.policies === undefined
      ? null
      : new PolicyWatch({
          engine,
          folder: settings.policies,
          builtIn,
          onAccepted: (version) => {
            log.info({ version }, "other policies are in force");
            onEvent({ kind: "POLICIES_IN_FORCE", version }, version);
          },
          onRefused: (problems) => {
            log.error({ problems, version: engine.version }, "policies are refused; the former ones stay in force");
            onEvent({ kind: "POLICIES_REFUSED", problems }, engine.version);
          },
        });
  const shadow = settings.shadowPolicies === undefined ? null : startShadow(settings.shadowPolicies, parts);
  return {
    engine,
    get version() {
      return engine.version;
    },
    decide: (facts) => engine.decide(facts),
    decideOperation: (caller, operation, facts) => engine.decideOperation(caller, operation, facts),
    observe: (facts, terms) => shadow?.observe(facts, terms),
    stop: () => {
      watch?.stop();
      shadow?.stop();
    },
  };
}

function firstEngine(folder: string, builtIn: string, options: EngineOptions): PolicyEngine {
  try {
    return new PolicyEngine(readPolicies(folder, builtIn), options);
  } catch (error) {
    if (!(error instanceof PoliciesRefused)) throw error;
    throw new ConfigError(error.problems.map((problem) => `access.policies: ${problemLine(problem)}`));
  }
}

/** A candidate that cannot be loaded waits, unasked, until its folder is mended. */
function startShadow(folder: string, { builtIn, log, onShadow }: AccessPoliciesParts) {
  let isLoaded = false;
  const candidate = new PolicyEngine(readPolicies(builtIn, builtIn));
  const watch = new PolicyWatch({
    engine: candidate,
    folder,
    builtIn,
    onTaken: () => (isLoaded = true),
    onAccepted: (version) => log.info({ version }, "candidate policies are asked beside those in force"),
    onRefused: (problems) => log.error({ problems }, "candidate policies are refused"),
  });
  const shadow = new ShadowPolicies({
    candidate,
    onDifference: (difference: ShadowDifference) => onShadow?.(difference.widens ? "wider" : "narrower"),
    onReport: (difference: ShadowDifference) => log.warn({ difference }, "candidate policies would decide otherwise"),
    onSkipped: () => onShadow?.("skipped"),
  });
  return {
    observe: (facts: AccessFacts, terms: Terms) => {
      if (isLoaded) shadow.observe(facts, terms);
    },
    stop: () => {
      watch.stop();
      shadow.stop();
    },
  };
}
