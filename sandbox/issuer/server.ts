import { listenAt, type SandboxHost } from "../framework/address.js";
import { fastify, type FastifyInstance } from "fastify";
import type { Bank } from "../bank/bank.js";
import type { Clock } from "../framework/clock.js";
import { Issuer, type TokenOverrides } from "./issuer.js";
import { findPersona, namedPersonas } from "./staff-directory.js";

/** Thrown for a persona that the bank does not have; the message lists the named ones. */
export class NoSuchPersona extends Error {
  override readonly name = "NoSuchPersona";

  constructor() {
    const known = namedPersonas().map((persona) => persona.id);
    super(`no such persona; there are ${known.join(", ")}, every staff id of the bank, and customer:<customer number>`);
  }
}

interface TokenRequest extends TokenOverrides {
  readonly persona: string;
}

const tokenRequestSchema = {
  type: "object",
  required: ["persona"],
  additionalProperties: false,
  properties: {
    persona: { type: "string" },
    purposes: { type: "array", items: { type: "string" } },
    channel: { type: "string" },
    expiresInSeconds: { type: "integer" },
    audience: { type: "string" },
  },
} as const;

/** The bank's identity provider: key set, discovery, the personas, and a token for whoever asks: it is a sandbox. */
export class IssuerServer {
  readonly #app: FastifyInstance = fastify({
    logger: false,
    forceCloseConnections: true,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
  });
  #issuer: Issuer | null = null;

  constructor(
    private readonly bank: Bank,
    private readonly clock: Clock,
  ) {}

  async start(host: SandboxHost, port: number): Promise<string> {
    this.#routes();
    const url = await listenAt(this.#app, host, port);
    this.#issuer = new Issuer(this.clock, url);
    return url;
  }

  async stop(): Promise<void> {
    await this.#app.close();
  }

  tokenFor(personaId: string, overrides?: TokenOverrides): string {
    const persona = findPersona(this.bank, personaId);
    if (!persona) throw new NoSuchPersona();
    return this.#running().token(persona, overrides);
  }

  #running(): Issuer {
    if (!this.#issuer) throw new Error("the issuer has not been started");
    return this.#issuer;
  }

  #routes(): void {
    // The picker of a web page asks from another origin; these answers are the same for everybody.
    this.#app.addHook("onRequest", async (_request, reply) => {
      reply.header("access-control-allow-origin", "*").header("access-control-allow-headers", "content-type");
    });
    this.#app.options("/token", async (_request, reply) => reply.code(204).send());
    this.#app.get("/.well-known/jwks.json", async () => this.#running().keySet());
    this.#app.get("/.well-known/openid-configuration", async () => {
      const { url } = this.#running();
      return {
        issuer: url,
        jwks_uri: `${url}/.well-known/jwks.json`,
        token_endpoint: `${url}/token`,
        response_types_supported: ["token"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["ES256"],
      };
    });
    this.#app.get("/personas", async () =>
      namedPersonas().map(({ id, title, roles, channel, purposes }) => ({ id, title, roles, channel, purposes })),
    );
    this.#app.post<{ Body: TokenRequest }>(
      "/token",
      { schema: { body: tokenRequestSchema } },
      async (request, reply) => {
        const { persona, ...overrides } = request.body;
        try {
          return { access_token: this.tokenFor(persona, overrides), token_type: "Bearer" };
        } catch (error) {
          if (!(error instanceof NoSuchPersona)) throw error;
          return reply.code(404).send({ error: error.message });
        }
      },
    );
  }
}
