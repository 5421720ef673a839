import type { PageConfig, Persona, StoryOperation } from "./page-config.js";

/** As whom, and what for, the next request is made. Lives in memory only: a token is never stored by the browser. */
export interface Identity {
  /** The sandbox persona's id; empty when a token was pasted. */
  readonly personaId: string;
  readonly token: string;
  /** Empty until chosen. */
  readonly purpose: string;
  /** In whose place the look is asked for, as the gateway's `x-view-as` takes it; empty for oneself. */
  readonly viewAs: string;
}

export const NOBODY: Identity = { personaId: "", token: "", purpose: "", viewAs: "" };

export function isComplete(identity: Identity): boolean {
  return identity.token !== "" && identity.purpose !== "";
}

/**
 * A persona's identity. A purpose is a declaration, so it is filled in only where there is no choice to make:
 * the persona has a single one, or the open story is told by this persona and names its purpose.
 */
export function identityOf(persona: Persona, story: StoryOperation | undefined): Identity {
  const [only, another] = persona.purposes;
  const told = story?.persona === persona.id && persona.purposes.includes(story.purpose) ? story.purpose : "";
  return {
    personaId: persona.id,
    token: persona.token,
    purpose: another === undefined ? (only ?? "") : told,
    viewAs: "",
  };
}

/** The sandbox opens as the persona of the first story shown; without a sandbox as nobody. */
export function openingIdentity(config: PageConfig, story: StoryOperation | undefined): Identity {
  const personas = config.sandbox?.personas ?? [];
  const persona = personas.find(({ id }) => id === story?.persona) ?? personas[0];
  return persona === undefined ? NOBODY : identityOf(persona, story);
}
