import type { Brand } from "./brand.js";

/** The gateway's own stable id of a customer: 26 characters of Crockford's base 32, meaningless outside. */
export type CustomerId = Brand<string, "CustomerId">;

const CUSTOMER_ID = /^[0-9abcdefghjkmnpqrstvwxyz]{26}$/;

export function isCustomerId(text: string): text is CustomerId {
  return CUSTOMER_ID.test(text);
}
