import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { useEffect, useRef } from "react";

/** Opens the tab that the address asked for, once the editors exist; GraphiQL itself can only begin at the first. */
export function OpeningTab({ index }: { readonly index: number }): null {
  const { changeTab } = useGraphiQLActions();
  const isReady = useGraphiQL(
    ({ queryEditor, variableEditor }) => queryEditor !== undefined && variableEditor !== undefined,
  );
  const isDone = useRef(index === 0);
  useEffect(() => {
    if (!isReady || isDone.current) return;
    isDone.current = true;
    changeTab(index);
  }, [isReady, index, changeTab]);
  return null;
}
