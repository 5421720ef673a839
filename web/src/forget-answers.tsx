import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { useEffect, useRef } from "react";
import type { Identity } from "./identity.js";

/**
 * Takes every answer off the screen when the identity changes: an answer that stayed would stand under the name of
 * somebody who was never given it.
 */
export function ForgetAnswers({ identity }: { readonly identity: Identity }): null {
  const { moveTab, stop, updateActiveTabValues } = useGraphiQLActions();
  const shown = useGraphiQL(({ tabs, activeTabIndex }) => ({ tabs, active: tabs[activeTabIndex] }));
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  const latest = useRef(shown);
  latest.current = shown;
  const before = useRef(identity);
  useEffect(() => {
    if (before.current === identity) return;
    before.current = identity;
    const { tabs, active } = latest.current;
    stop();
    // The active tab goes in untouched, because GraphiQL finds it again by being the same object; then it is emptied too.
    moveTab(tabs.map((tab) => (tab === active ? tab : { ...tab, response: null })));
    updateActiveTabValues({ response: null });
    responseEditor?.setValue("");
  }, [identity, moveTab, stop, updateActiveTabValues, responseEditor]);
  return null;
}
