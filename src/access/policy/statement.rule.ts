/**
 * Cedar reads a policy by recursion on a small fixed stack; overrunning it destroys the evaluator, the policies in force
 * with it. From 60 nested conditions or 250 chained ones on it may; these limits stay far below, and nobody could read
 * such a policy anyway.
 */
const MOST_NESTED = 16;
const MOST_OPERATORS = 100;
const MOST_CHARACTERS = 16_384;

const TOKEN =
  /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|&&|\|\||[!=<>]=?|[-+*.]|\b(?:if|has|in|like|is)\b|[([{]|[)\]}]|;|\w+|\s+|./gsu;
const OPERATOR = /^(?:&&|\|\||[!=<>]=?|[-+*.]|if|has|in|like|is)$/u;

/** What makes a statement too much for the evaluator, and at which character; null when nothing does. */
export function excessIn(text: string): { readonly at: number; readonly why: string } | null {
  let nested = 0;
  let operators = 0;
  let begin = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if ("([{".includes(token)) nested += 1;
    else if (")]}".includes(token)) nested = Math.max(0, nested - 1);
    else if (OPERATOR.test(token)) operators += 1;
    if (nested > MOST_NESTED) return { at: index, why: `brackets are nested more than ${MOST_NESTED} deep` };
    if (operators > MOST_OPERATORS) return { at: index, why: `one policy has more than ${MOST_OPERATORS} operators` };
    if (index - begin > MOST_CHARACTERS)
      return { at: index, why: `one policy has more than ${MOST_CHARACTERS} characters` };
    if (token === ";") [nested, operators, begin] = [0, 0, index];
  }
  return null;
}
