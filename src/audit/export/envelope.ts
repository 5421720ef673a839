import { canonicalJson } from "../event/canonical.js";
import type { Removal } from "../proof/removal.js";
import type { Seal, Signed } from "../proof/seal.js";
import type { EventText } from "../verify/chain-check.js";

/**
 * The published form of the trail: CloudEvents 1.0, one JSON object a line. `data` is the event itself, `audithash` its
 * link in the writer's chain; the envelope around them is for delivery, and proves nothing.
 */
export const EVENT_TYPE = "com.customergraph.audit.event.v1";
export const SEAL_TYPE = "com.customergraph.audit.seal.v1";
export const REMOVAL_TYPE = "com.customergraph.audit.removal.v1";
export const END_TYPE = "com.customergraph.audit.end.v1";
export const SOURCE = "/customer-graph/audit";

export function eventEnvelope({ writer, sequence, at, canonical, hash }: EventText): string {
  const id = canonicalJson(`${writer}#${sequence}`);
  const time = new Date(at).toISOString();
  // The canonical text goes in as it was hashed; `data` stays the last member.
  return `{"specversion":"1.0","type":"${EVENT_TYPE}","source":"${SOURCE}","id":${id},"time":"${time}","datacontenttype":"application/json","sequence":"${sequence}","audithash":"${hash}","data":${canonical}}`;
}

export function sealEnvelope(signed: Signed<Seal>): string {
  const { number, sealedAt } = signed.record;
  return envelope(SEAL_TYPE, `seal-${number}`, sealedAt, signed);
}

export function removalEnvelope(signed: Signed<Removal>): string {
  return envelope(REMOVAL_TYPE, `removal-${signed.record.period}`, signed.record.removedAt, signed);
}

/** The last line of an export: without it, the file was cut off. */
export function endEnvelope(at: number, counts: { readonly events: number; readonly seals: number }): string {
  return envelope(END_TYPE, "end", at, counts);
}

function envelope(type: string, id: string, at: number, data: object): string {
  return JSON.stringify({
    specversion: "1.0",
    type,
    source: SOURCE,
    id,
    time: new Date(at).toISOString(),
    datacontenttype: "application/json",
    data,
  });
}
