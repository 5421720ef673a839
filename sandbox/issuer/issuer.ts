import { generateKeyPairSync, randomUUID } from "node:crypto";
import jsonwebtoken from "jsonwebtoken";
import type { Clock } from "../framework/clock.js";
import type { Persona } from "./personas.js";

export const AUDIENCE = "customer-graph";
const KEY_ID = "sandbox-1";
const EIGHT_HOURS = 8 * 60 * 60;

/** What a request for a token may change; a test asks for odd tokens on purpose, so nothing is refused here. */
export interface TokenOverrides {
  readonly purposes?: readonly string[];
  readonly channel?: string;
  /** Negative for a token that has expired already. */
  readonly expiresInSeconds?: number;
  readonly audience?: string;
}

/** Signs tokens with an ES256 key made at its start; what it signs, the gateway verifies through the key set. */
export class Issuer {
  readonly #keys = generateKeyPairSync("ec", { namedCurve: "P-256" });

  constructor(
    private readonly clock: Clock,
    /** The issuer claim: the address it is reached at. */
    readonly url: string,
  ) {}

  keySet() {
    const key = this.#keys.publicKey.export({ format: "jwk" });
    return { keys: [{ ...key, kid: KEY_ID, alg: "ES256", use: "sig" }] };
  }

  token(persona: Persona, overrides: TokenOverrides = {}): string {
    const issuedAt = Math.floor(this.clock.now().getTime() / 1000);
    const lifetime = overrides.expiresInSeconds ?? EIGHT_HOURS;
    const channel = overrides.channel ?? persona.channel;
    const claims = {
      iss: this.url,
      aud: overrides.audience ?? AUDIENCE,
      sub: persona.subject,
      roles: persona.roles,
      ...(persona.orgUnit !== null && { org_unit: persona.orgUnit }),
      clearance: "C2",
      channel,
      purposes: overrides.purposes ?? persona.purposes,
      azp: channel.toLowerCase().replaceAll("_", "-"),
      jti: randomUUID(),
      iat: issuedAt,
      nbf: Math.min(issuedAt, issuedAt + lifetime),
      exp: issuedAt + lifetime,
    };
    return jsonwebtoken.sign(claims, this.#keys.privateKey, { algorithm: "ES256", keyid: KEY_ID });
  }
}
