import { explorerPlugin } from "@graphiql/plugin-explorer";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { type ReactElement, useMemo } from "react";
import { ForgetAnswers } from "./forget-answers.js";
import { fetcherFor } from "./graphql-fetcher.js";
import { type Identity, isComplete } from "./identity.js";
import { layoutStorage } from "./layout-storage.js";
import { OpeningTab } from "./opening-tab.js";
import { OrdinaryCharacters } from "./ordinary-characters.js";
import type { PageConfig } from "./page-config.js";

const PLUGINS = [explorerPlugin({ showAttribution: false }), HISTORY_PLUGIN];
const STORAGE = layoutStorage();

interface Props {
  readonly config: PageConfig;
  readonly identity: Identity;
  readonly openingTab: number;
  readonly onOperation: (operationName: string) => void;
}

/**
 * GraphiQL with its explorer, one tab for each story. A new identity makes a new fetcher, and a new fetcher makes
 * GraphiQL ask for the schema again; while nobody is named the schema is not asked for. There is no headers editor:
 * the header of the page is the one place that says who asks.
 */
export function Editor({ config, identity, openingTab, onOperation }: Props): ReactElement {
  const fetcher = useMemo(() => fetcherFor(config.endpoint, identity), [config, identity]);
  const tabs = useMemo(() => config.operations.map(({ query, variables }) => ({ query, variables })), [config]);
  const [first] = tabs;
  return (
    <GraphiQL
      fetcher={fetcher}
      {...(isComplete(identity) ? {} : { schema: null })}
      plugins={PLUGINS}
      storage={STORAGE}
      // The first tab's variables are named twice, because GraphiQL takes only its query from the tabs.
      {...(first === undefined ? {} : { defaultTabs: tabs, initialVariables: first.variables })}
      defaultEditorToolsVisibility="variables"
      isHeadersEditorEnabled={false}
      shouldPersistHeaders={false}
      showPersistHeadersSettings={false}
      onTabChange={({ tabs, activeTabIndex }) => onOperation(tabs[activeTabIndex]?.title ?? "")}
    >
      <GraphiQL.Logo>
        <OpeningTab index={openingTab} />
        <ForgetAnswers identity={identity} />
        <OrdinaryCharacters />
      </GraphiQL.Logo>
    </GraphiQL>
  );
}
