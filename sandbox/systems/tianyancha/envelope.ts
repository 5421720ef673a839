/** Business errors of this provider; they come with HTTP 200. */
export const REASONS = {
  300000: "无数据",
  300001: "请求失败",
  300002: "账号失效",
  300004: "访问频率过快",
  300005: "无权限访问此api",
  300008: "缺少必要参数",
  300010: "url不存在",
} as const;

export type BusinessErrorCode = keyof typeof REASONS;

export interface Envelope {
  readonly result: unknown;
  readonly reason: string;
  readonly error_code: number;
}

export function succeeded(result: unknown): Envelope {
  return { result, reason: "ok", error_code: 0 };
}

export function failed(code: BusinessErrorCode): Envelope {
  return { result: null, reason: REASONS[code], error_code: code };
}
