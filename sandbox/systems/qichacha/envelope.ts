import { createHash } from "node:crypto";

/**
 * What this provider says beside 200 and 201. Its own table is not public; these numbers stand for "credentials",
 * "parameter", "too many calls" and "its own fault".
 */
export const STATUS = {
  found: "200",
  nothing: "201",
  credentials: "101",
  parameter: "202",
  tooMany: "301",
  ownFault: "199",
} as const;

const MESSAGES: Readonly<Record<string, string>> = {
  "200": "查询成功",
  "201": "查询无结果",
  "101": "当前的KEY无效或者还未生效",
  "202": "查询参数错误",
  "301": "请求超过限制",
  "199": "系统未知错误",
};

export interface Paging {
  readonly PageSize: number;
  readonly PageIndex: number;
  readonly TotalRecords: number;
}

export function envelope(status: string, result: unknown = null, paging: Paging | null = null): object {
  return {
    Status: status,
    Message: MESSAGES[status] ?? "",
    OrderNumber: orderNumber(status, result),
    ...(paging ? { Paging: paging } : {}),
    Result: result,
  };
}

/** The provider's receipt for a call; the same answer gets the same one, so that the sandbox is repeatable. */
function orderNumber(status: string, result: unknown): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([status, result]))
    .digest("hex")
    .slice(0, 20)
    .toUpperCase();
  return `ECI${digest}`;
}
