import { type FormEvent, type ReactElement, useState } from "react";
import { type Identity, NOBODY } from "./identity.js";

interface Props {
  readonly identity: Identity;
  readonly onIdentity: (identity: Identity) => void;
}

/**
 * Outside the sandbox: paste a token, name a purpose it carries. The token field is plain text that is drawn as dots,
 * because a browser offers to save what is typed into a password field.
 */
export function TokenForm({ identity, onIdentity }: Props): ReactElement {
  const [token, setToken] = useState("");
  const [purpose, setPurpose] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onIdentity({ personaId: "", token: token.trim(), purpose: purpose.trim(), viewAs: "" });
    setToken("");
  };
  if (identity.token !== "") {
    return (
      <div className="identity">
        <span>Using a token for {identity.purpose}. It is kept in memory only.</span>
        <button type="button" onClick={() => onIdentity(NOBODY)}>
          Forget token
        </button>
      </div>
    );
  }
  return (
    <form className="identity" autoComplete="off" onSubmit={submit}>
      <label htmlFor="token">Token</label>
      <input
        id="token"
        className="secret"
        required
        spellCheck={false}
        autoComplete="off"
        placeholder="Paste a bearer token"
        value={token}
        onChange={(event) => setToken(event.target.value)}
      />
      <label htmlFor="purpose">Purpose</label>
      <input
        id="purpose"
        required
        pattern="[A-Z_]+"
        title="In capitals, as the token names it"
        placeholder="RELATIONSHIP_MANAGEMENT"
        value={purpose}
        onChange={(event) => setPurpose(event.target.value)}
      />
      <button type="submit">Use token</button>
    </form>
  );
}
