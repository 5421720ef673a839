import { type ReactElement, useMemo, useState } from "react";
import { Editor } from "./editor.js";
import { identityOf, openingIdentity } from "./identity.js";
import type { PageConfig } from "./page-config.js";
import { PersonaPicker } from "./persona-picker.js";
import { openingTab, storiesByOperation } from "./stories.js";
import { StoryNote } from "./story-note.js";
import { TokenForm } from "./token-form.js";
import { ViewAsPicker } from "./view-as-picker.js";

/** The header (what is shown, who asks, what for) above the editor. */
export function Page({ config }: { readonly config: PageConfig }): ReactElement {
  const stories = useMemo(() => storiesByOperation(config.operations), [config]);
  const firstTab = useMemo(() => openingTab(config.operations, location.search), [config]);
  const [story, setStory] = useState(config.operations[firstTab]);
  const [identity, setIdentity] = useState(() => openingIdentity(config, story));
  const teller = config.sandbox?.personas.find(({ id }) => id === story?.persona);
  return (
    <>
      <header className="page-header">
        <h1>
          <img src={`${import.meta.env.BASE_URL}favicon.svg`} alt="" />
          Customer Graph
          {config.sandbox === null ? null : <span className="sandbox-mark">Sandbox</span>}
        </h1>
        <StoryNote
          story={story}
          teller={teller}
          isActing={identity.personaId === story?.persona && identity.purpose === story.purpose}
          onAct={() => teller && setIdentity(identityOf(teller, story))}
        />
        {config.sandbox === null ? (
          <TokenForm identity={identity} onIdentity={setIdentity} />
        ) : (
          <PersonaPicker
            personas={config.sandbox.personas}
            identity={identity}
            onPersona={(persona) => setIdentity(identityOf(persona, story))}
            onPurpose={(purpose) => setIdentity({ ...identity, purpose, viewAs: "" })}
          />
        )}
        <ViewAsPicker identity={identity} onViewAs={(viewAs) => setIdentity({ ...identity, viewAs })} />
      </header>
      <main>
        <Editor
          config={config}
          identity={identity}
          openingTab={firstTab}
          onOperation={(name) => setStory(stories.get(name))}
        />
      </main>
    </>
  );
}
