const MOST_TEXT = 200;

/** Names that a token, a request or a file brought: never so long that they fill the trail, never half a character. */
export function shortText(text: string): string {
  return (text.length > MOST_TEXT ? text.slice(0, MOST_TEXT) : text).toWellFormed();
}
