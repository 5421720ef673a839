import type { ReactElement } from "react";
import type { Identity } from "./identity.js";
import type { Persona } from "./page-config.js";

interface Props {
  readonly personas: readonly Persona[];
  readonly identity: Identity;
  readonly onPersona: (persona: Persona) => void;
  readonly onPurpose: (purpose: string) => void;
}

/** Sandbox only: who asks, and for which of their purposes. */
export function PersonaPicker({ personas, identity, onPersona, onPurpose }: Props): ReactElement {
  const chosen = personas.find(({ id }) => id === identity.personaId);
  const pick = (id: string): void => {
    const persona = personas.find((candidate) => candidate.id === id);
    if (persona !== undefined) onPersona(persona);
  };
  return (
    <div className="identity">
      <label htmlFor="persona">Persona</label>
      <select id="persona" value={identity.personaId} onChange={(event) => pick(event.target.value)}>
        {personas.map(({ id, title, channel }) => (
          <option key={id} value={id} title={`Channel ${channel}`}>
            {id} · {title}
          </option>
        ))}
      </select>
      <label htmlFor="purpose">Purpose</label>
      <select
        id="purpose"
        className={identity.purpose === "" ? "missing" : undefined}
        value={identity.purpose}
        onChange={(event) => onPurpose(event.target.value)}
      >
        {identity.purpose === "" ? <option value="">Choose a purpose…</option> : null}
        {chosen?.purposes.map((purpose) => (
          <option key={purpose} value={purpose}>
            {purpose}
          </option>
        ))}
      </select>
    </div>
  );
}
