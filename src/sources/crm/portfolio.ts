import { SourceFault } from "../../domain/source-fault.js";
import type { HttpAnswer } from "../../platform/http.js";
import { parseJson } from "../answer-border.js";
import { asIs, type WireRecord } from "../wire-record.js";
import type { CrmError, PortfolioEntry as WireEntry, PortfolioResponse } from "./wire.generated.js";

export interface PortfolioEntry {
  readonly crmId: string;
  /** The number in the core; null for a prospect. */
  readonly cif: string | null;
}

/** An entry whose number in the core cannot be read is lost: without it a customer would pass for a prospect. */
export function toPortfolioEntry(wire: WireRecord<WireEntry>): PortfolioEntry {
  const cif = wire.leaf("cif", asIs);
  if (cif instanceof SourceFault) throw cif;
  return { crmId: wire.required("crmId", asIs), cif };
}

/** Somebody of whom the CRM has never heard looks after nobody: its "no such staff member" is read as an empty portfolio. */
export function parsePortfolio(_: string, answer: HttpAnswer): unknown {
  const body = parseJson(answer);
  if (answer.status !== 404) return body;
  const { error, meta } = body as Partial<CrmError>;
  // Any other 404 comes from something that is not the CRM.
  if (error?.code !== "NOT_FOUND" || meta === undefined) throw new RangeError("not the CRM's own 404");
  return { data: [], meta: { asOf: meta.asOf, next: null, total: 0 } } satisfies PortfolioResponse;
}
