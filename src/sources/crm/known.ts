import { toInstant } from "../../domain/instant.js";
import type { Known } from "../../domain/outcome.js";
import { SourceFault } from "../../domain/source-fault.js";
import type { UpstreamAnswer } from "../upstream-call.js";
import type { WireRecord } from "../wire-record.js";
import type { CrmMeta } from "./wire.generated.js";

/** What `toValue` makes of an answer and its `meta`, as of the moment that `meta` names. Throws SourceFault when there is no readable one. */
export function toKnown<W extends { meta: CrmMeta }, T>(
  answer: UpstreamAnswer<W>,
  toValue: (record: WireRecord<W>, meta: WireRecord<W["meta"]>) => T,
): Known<T> {
  const record = answer.record as WireRecord<{ meta: W["meta"] }>;
  const known = record.nested("meta", (meta): Known<T> => {
    const asOf = (meta as WireRecord<CrmMeta>).required("asOf", toInstant);
    const value = toValue(answer.record, meta);
    return { kind: "known", source: "crm", value, asOf, retrievedAt: answer.retrievedAt };
  });
  if (known === null) throw new SourceFault("crm", "SOURCE_MALFORMED", { at: "meta" });
  if (known instanceof SourceFault) throw known;
  return known;
}
