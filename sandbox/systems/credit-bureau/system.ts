import type { FastifyReply, FastifyRequest } from "fastify";
import type { Bank } from "../../bank/bank.js";
import type { BureauReport } from "../../bank/model.js";
import { sameText } from "../../framework/secrets.js";
import type { SandboxSystem, SystemOptions } from "../../framework/system.js";
import { documentTypeOf, isReason } from "./codes.js";
import { Enquiries } from "./enquiries.js";
import { fault, type FaultCode, readRequest, type ReportRequest, writeMessage } from "./message.js";
import { toDocument } from "./report.js";

const XML = "application/xml; charset=utf-8";

/** The personal credit bureau: one subject a call, slow, in XML, and strict about consent. */
export const creditBureau: SandboxSystem = {
  name: "credit-bureau",
  basePath: "/pcrs",
  defaultLatencyMs: 2500,
  credentials: { user: "haigang-bank", password: "sandbox-bureau-password" },
  register(app, bank, options) {
    const enquiries = new Enquiries();
    app.addContentTypeParser(["application/xml", "text/xml"], { parseAs: "string" }, (_, body, done) =>
      done(null, body),
    );
    app.post("/stored-report", (request, reply) =>
      answer(request, reply, options, (asked) => {
        const report = find(bank, asked);
        return report && enquiries.latest(report);
      }),
    );
    app.post("/enquiry", (request, reply) =>
      answer(request, reply, options, (asked) => {
        const report = find(bank, asked);
        if (!report) return null;
        enquiries.record(report, asked.reason, options.asOf());
        return enquiries.latest(report);
      }),
    );
  },
  failure(status) {
    const code: FaultCode = status === 401 || status === 403 ? "UNAUTHORISED" : "SYSTEM_BUSY";
    return { status: status >= 400 ? status : 503, contentType: XML, body: fault(code) };
  },
};

function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  options: SystemOptions,
  reportOn: (asked: ReportRequest) => BureauReport | null,
): FastifyReply {
  if (!isAuthorised(request, options)) return refuse(reply.status(401), "UNAUTHORISED");
  const asked = typeof request.body === "string" ? readRequest(request.body) : null;
  if (!asked || documentTypeOf(asked.idType) === null || !isReason(asked.reason)) return refuse(reply, "BAD_REQUEST");
  if (asked.consentId === "") return refuse(reply, "CONSENT_REQUIRED");
  const report = reportOn(asked);
  return report ? reply.type(XML).send(writeMessage(toDocument(report))) : refuse(reply, "NO_REPORT");
}

function refuse(reply: FastifyReply, code: FaultCode): FastifyReply {
  return reply.type(XML).send(fault(code));
}

function find(bank: Bank, { idType, idNumber }: ReportRequest): BureauReport | null {
  const type = documentTypeOf(idType);
  return type ? bank.reportByDocument(type, idNumber) : null;
}

function isAuthorised({ headers }: FastifyRequest, { credentials }: SystemOptions): boolean {
  const [scheme, given = ""] = (headers.authorization ?? "").split(" ");
  const presented = Buffer.from(given, "base64").toString("utf8");
  return scheme?.toLowerCase() === "basic" && sameText(presented, `${credentials["user"]}:${credentials["password"]}`);
}
