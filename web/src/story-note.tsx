import type { ReactElement } from "react";
import type { Persona, StoryOperation } from "./page-config.js";

interface Props {
  readonly story: StoryOperation | undefined;
  /** The persona who tells the story; undefined outside the sandbox. */
  readonly teller: Persona | undefined;
  readonly isActing: boolean;
  readonly onAct: () => void;
}

/** What the open tab shows. When the story is told by somebody else, offers to become them; never does so by itself. */
export function StoryNote({ story, teller, isActing, onAct }: Props): ReactElement {
  return (
    <div className="story-note" aria-live="polite">
      {story === undefined ? null : (
        <>
          <span className="story-number">Story {story.story}</span>
          <span>{story.title}</span>
        </>
      )}
      {teller === undefined || isActing ? null : (
        <button type="button" className="act-as" title={teller.title} onClick={onAct}>
          Act as {teller.id}
        </button>
      )}
    </div>
  );
}
