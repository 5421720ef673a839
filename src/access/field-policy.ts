import type { Caller } from "./caller.js";
import type { MaskReason, Purpose, Rendering, SensitiveLabel } from "./vocabulary.js";

/** What the policies say of one kind of value, whoever it belongs to. */
export interface KindPolicy {
  /** Purposes for which anything of it is shown at all. */
  readonly purposes: readonly Purpose[];
  /** Roles that can come to see it in clear, for some purpose and some customer. */
  readonly clearRoles: readonly string[];
}

/** What one caller can come to see of it; several, where it depends on the customer. */
export interface CallersView {
  readonly renderings: readonly Rendering[];
  /** Why it is not clear; null where it always is. */
  readonly reason: MaskReason | null;
}

/** Reads the policies for people: what would become of a value, without any value. */
export interface FieldPolicyReader {
  describe(label: SensitiveLabel): KindPolicy;
  viewOf(caller: Caller, label: SensitiveLabel): CallersView;
}
