import type { FieldCoordinate } from "../access/decision.js";
import type { SensitiveKind } from "../access/vocabulary.js";
import type { GrantDesk } from "../access/grants/grant-desk.js";
import type { LookupProofs } from "../access/lookup-proof.js";
import type { MasksInForce } from "../access/masks-in-force.js";
import type { Clock } from "../domain/instant.js";
import type { BusinessHours } from "./business-hours.js";
import type { AnswerStore } from "./cache/slot.js";
import type { AccessPolicy } from "./customer-access.js";
import type { CustomerDirectory } from "./identity.js";
import type { Organisation } from "./organisation.js";
import type { Sources } from "./sources.js";
import type { JudgementParts } from "./survivorship/judgements.js";

/** What is made once per process and given to every session. */
export interface ProfileParts extends JudgementParts {
  readonly sources: Sources;
  readonly directory: CustomerDirectory;
  readonly policy: AccessPolicy;
  readonly masks: MasksInForce;
  readonly organisation: Organisation;
  readonly businessHours: BusinessHours;
  readonly clock: Clock;
  readonly proofs: LookupProofs;
  readonly grants: Pick<GrantDesk, "inForce">;
  /** The kinds of which a grant for a field may show a value. */
  readonly kindsAt: (field: FieldCoordinate) => readonly SensitiveKind[];
  /** Where answers of sources are kept for those who ask next; nowhere unless given. */
  readonly answers?: AnswerStore;
  /** The bank's own currency, in which positions are added up. */
  readonly currency: string;
  /** The IANA name of the zone that the bank's calendar runs in. */
  readonly timeZone: string;
}
