import type { ChosenEvent } from "../../access/overrides/override.js";
import type { Attribute } from "../../domain/attribute.js";
import type { SourceName } from "../../domain/source.js";
import type { Credibility } from "./credibility.js";
import type { Survival } from "./survivorship.js";

/** A steward's choice that is in force, and whether the statement that he chose is still there. */
export interface OverrideInForce {
  readonly event: ChosenEvent;
  readonly applies: boolean;
}

/** Where the golden value of one attribute comes from, and who says otherwise. */
export interface FactRecord {
  readonly attribute: Attribute;
  readonly survival: Survival;
  /** Null where nothing survives. */
  readonly credibility: Credibility | null;
  readonly inConflict: boolean;
  readonly override: OverrideInForce | null;
  /** Sources that may say something of it and could not be read. */
  readonly missingSources: readonly SourceName[];
}
