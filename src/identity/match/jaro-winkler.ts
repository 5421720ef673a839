/** Beyond this many characters names are compared by their beginnings: the time stays bounded whatever a source sends. */
const LONGEST = 64;

/**
 * How alike two Latin words are, 0 to 1: Jaro's measure with Winkler's bonus for a common beginning (weight 0.1, at most
 * four letters, from 0.7 on). Never used for Han names, where one character of two or three is another name.
 */
export function jaroWinkler(left: string, right: string): number {
  if (left === right) return 1;
  const [one, other] = [left.slice(0, LONGEST), right.slice(0, LONGEST)];
  const jaro = jaroOf(one, other);
  if (jaro < 0.7) return jaro;
  let prefix = 0;
  while (prefix < 4 && prefix < one.length && one.charAt(prefix) === other.charAt(prefix)) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

function jaroOf(left: string, right: string): number {
  if (left.length === 0 || right.length === 0) return 0;
  const reach = Math.max(0, Math.floor(Math.max(left.length, right.length) / 2) - 1);
  const taken = new Uint8Array(right.length);
  const matched: string[] = [];
  for (let index = 0; index < left.length; index += 1) {
    const last = Math.min(right.length - 1, index + reach);
    for (let at = Math.max(0, index - reach); at <= last; at += 1) {
      if (taken[at] === 1 || left.charAt(index) !== right.charAt(at)) continue;
      taken[at] = 1;
      matched.push(left.charAt(index));
      break;
    }
  }
  if (matched.length === 0) return 0;
  let moved = 0;
  let next = 0;
  for (let at = 0; at < right.length; at += 1) {
    if (taken[at] !== 1) continue;
    if (matched[next] !== right.charAt(at)) moved += 1;
    next += 1;
  }
  const found = matched.length;
  return (found / left.length + found / right.length + (found - moved / 2) / found) / 3;
}
