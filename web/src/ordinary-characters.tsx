import { useGraphiQL } from "@graphiql/react";
import { useEffect } from "react";

/**
 * The editor boxes characters that resemble others, as code review needs it. In a bank's answers the dash of "500k–1m"
 * and full-width Chinese punctuation are ordinary; characters that cannot be seen at all stay marked.
 */
export function OrdinaryCharacters(): null {
  const query = useGraphiQL(({ queryEditor }) => queryEditor);
  const variables = useGraphiQL(({ variableEditor }) => variableEditor);
  const answer = useGraphiQL(({ responseEditor }) => responseEditor);
  useEffect(() => {
    for (const editor of [query, variables, answer]) {
      editor?.updateOptions({ unicodeHighlight: { ambiguousCharacters: false } });
    }
  }, [query, variables, answer]);
  return null;
}
