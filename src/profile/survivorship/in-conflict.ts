import { saySame, type Choice } from "./choose.js";
import type { AttributeStatement } from "./stated.js";

/** Whether sources say different things of the same. Documents of two types stand beside each other; two numbers of one do not. */
export function isInConflict({ ranked }: Choice<AttributeStatement>): boolean {
  return ranked.some((each) => ranked.some((other) => other.subject === each.subject && !saySame(other, each)));
}
