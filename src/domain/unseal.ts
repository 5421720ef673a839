import { contentsOf, type Sealed } from "./sealed.js";

/**
 * Opens a sealed value. The layer rules let few import this file: `access` (to show a value under a decision), `sources`
 * (to put an identifier into a request to the system that owns it), `identity` (to compare records and to hash identifiers)
 * and three files of the cache (to encrypt, to weigh and to hash). Nothing that faces a caller can.
 */
export function unseal<T>(sealed: Sealed<T>): T {
  return contentsOf(sealed);
}
