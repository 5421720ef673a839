import type { IdentityDocumentType } from "../../domain/identifier.js";
import type { Absent, Known } from "../../domain/outcome.js";
import type { CreditReportRecord } from "../../domain/records/credit-report.js";
import type { Sealed } from "../../domain/sealed.js";
import { unseal } from "../../domain/unseal.js";
import type { AnswerCheck, Contract } from "../../platform/contract.js";
import type { Deadline } from "../../platform/deadline.js";
import type { HttpAnswer } from "../../platform/http.js";
import { escapeXml, parseXml } from "../../platform/xml.js";
import type { Upstream } from "../upstream.js";
import type { Report } from "./wire.generated.js";
import { type BureauReason, ID_TYPE, REASON_CODE, toFaultCode, toReport } from "./wire.js";

export interface BureauCredentials {
  readonly user: string;
  readonly password: string;
}

/** Whose report, why, and under which consent. Without the number of a consent the bureau refuses. */
export interface ReportSubject {
  readonly documentType: IdentityDocumentType;
  readonly documentNumber: Sealed<string>;
  readonly reason: BureauReason;
  readonly consentId: string;
}

interface Answer {
  readonly Document?: Report;
  readonly Fault?: { readonly Code?: unknown };
}

const STORED_REPORT = "/stored-report";
const ENQUIRY = "/enquiry";

/** Elements that repeat: an array even where there is one. */
const LISTS: ReadonlySet<string> = new Set(["PD01", "PH01"]);

/** Calls of the credit bureau. Every method is one call about one person, and throws SourceFault. */
export class CreditBureauClient {
  readonly name = "credit-bureau";
  readonly #checks: Record<"report" | "fault", AnswerCheck>;
  readonly #authorization: string;

  constructor(
    private readonly upstream: Upstream,
    { user, password }: BureauCredentials,
    contract: Contract,
  ) {
    this.#checks = { report: contract.answer("ReportAnswer"), fault: contract.answer("FaultAnswer") };
    this.#authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  }

  /** The report that is on file already. Reading it leaves no trace in the person's record. */
  fetchStoredReport(subject: ReportSubject, deadline: Deadline): Promise<Known<CreditReportRecord> | Absent> {
    return this.#ask(STORED_REPORT, subject, deadline);
  }

  /** A fresh report. The enquiry is recorded and the person will see it: never call this twice for one decision. */
  fetchNewReport(subject: ReportSubject, deadline: Deadline): Promise<Known<CreditReportRecord> | Absent> {
    return this.#ask(ENQUIRY, subject, deadline);
  }

  async #ask(
    path: typeof STORED_REPORT | typeof ENQUIRY,
    subject: ReportSubject,
    deadline: Deadline,
  ): Promise<Known<CreditReportRecord> | Absent> {
    const headers = {
      authorization: this.#authorization,
      "content-type": "application/xml; charset=utf-8",
      accept: "application/xml",
    };
    const { record, retrievedAt } = await this.upstream.ask<Answer>(
      {
        operation: path.slice(1),
        request: { method: "POST", path, headers, body: toRequest(subject) },
        // An enquiry is written into the person's record: it is never sent twice.
        isRead: path === STORED_REPORT,
        parse: parseAnswer,
        check: (answer) => this.#checks[(answer as Answer).Fault === undefined ? "report" : "fault"](answer),
        // Its fault message calls a limit "busy"; the status tells them apart.
        refusal: ({ status }, { Fault }) =>
          Fault === undefined ? null : status === 429 ? "SOURCE_THROTTLED" : toFaultCode(Fault.Code),
      },
      deadline,
    );
    const value = record.nested("Document", toReport);
    if (value === null) return { kind: "absent", source: this.name, asOf: retrievedAt, retrievedAt };
    if (value instanceof Error) throw value;
    return { kind: "known", source: this.name, value, asOf: value.reportedAt, retrievedAt };
  }
}

function parseAnswer(body: string, { headers }: HttpAnswer): unknown {
  const type = headers["content-type"];
  if (typeof type !== "string" || !/^(application|text)\/xml\b/i.test(type)) {
    throw new RangeError("the answer is not declared as XML");
  }
  return parseXml(body, LISTS);
}

function toRequest({ documentType, documentNumber, reason, consentId }: ReportSubject): string {
  const fields = [
    ["IdType", ID_TYPE[documentType]],
    ["IdNumber", unseal(documentNumber)],
    ["Reason", REASON_CODE[reason]],
    ["ConsentId", consentId],
  ];
  const elements = fields.map(([name, text]) => `<${name}>${escapeXml(text ?? "")}</${name}>`).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ReportRequest>${elements}</ReportRequest>`;
}
