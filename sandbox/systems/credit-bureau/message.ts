import { XMLBuilder, XMLParser, XMLValidator } from "fast-xml-parser";

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  processEntities: false,
  ignoreDeclaration: true,
});
const builder = new XMLBuilder({ ignoreAttributes: true, format: true, suppressEmptyNode: false });

export interface ReportRequest {
  readonly idType: string;
  readonly idNumber: string;
  readonly reason: string;
  readonly consentId: string;
}

/** Null for anything but a well-formed request without a document type. */
export function readRequest(body: string): ReportRequest | null {
  if (body.includes("<!") || XMLValidator.validate(body) !== true) return null;
  const message: unknown = parser.parse(body);
  const request = child(message, "ReportRequest");
  const text = (name: string): string => {
    const value = child(request, name);
    return typeof value === "string" ? value.trim() : "";
  };
  const read = {
    idType: text("IdType"),
    idNumber: text("IdNumber"),
    reason: text("Reason"),
    consentId: text("ConsentId"),
  };
  return read.idType !== "" && read.idNumber !== "" && read.reason !== "" ? read : null;
}

export function writeMessage(root: object): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(root)}`;
}

export type FaultCode = "NO_REPORT" | "CONSENT_REQUIRED" | "BAD_REQUEST" | "UNAUTHORISED" | "SYSTEM_BUSY";

const TEXTS: Readonly<Record<FaultCode, string>> = {
  NO_REPORT: "没有该信息主体的信用报告",
  CONSENT_REQUIRED: "缺少信息主体授权",
  BAD_REQUEST: "请求报文不合法",
  UNAUTHORISED: "用户名或密码不正确",
  SYSTEM_BUSY: "系统繁忙",
};

export function fault(code: FaultCode): string {
  return writeMessage({ Fault: { Code: code, Text: TEXTS[code] } });
}

function child(parent: unknown, name: string): unknown {
  return typeof parent === "object" && parent !== null ? (parent as Record<string, unknown>)[name] : undefined;
}
