/**
 * Which of several shapes a value takes. A provider's disorder is stable: the same company looks the same at every call.
 * FNV-1a over the key, so that neighbouring keys fall apart.
 */
export function variation(key: string, shapes: number): number {
  return hash(key) % shapes;
}

/** A number of a provider's own, above 2^31 and below 2^53, the same for the same key. */
export function providerNumber(key: string): number {
  return 2 ** 31 + hash(key) + (hash(`${key}#`) % 1024) * 2 ** 32;
}

function hash(key: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    state = Math.imul(state ^ key.charCodeAt(index), 0x01000193) >>> 0;
  }
  // One more stir: FNV's low bits alone follow the last character.
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0;
  return (state ^ (state >>> 13)) >>> 0;
}
