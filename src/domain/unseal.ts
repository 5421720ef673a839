import { contentsOf, type Sealed } from "./sealed.js";

/**
 * Opens a sealed value. The layer rules let three places import this file: `access` (to show a value under a decision),
 * `sources` (to put an identifier into a request to the system that owns it) and `identity` (to compare records and to
 * hash identifiers). Nothing that faces a caller can.
 */
export function unseal<T>(sealed: Sealed<T>): T {
  return contentsOf(sealed);
}
