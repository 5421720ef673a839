import type { GraphiQL } from "graphiql";
import type { ComponentProps } from "react";
import { type Identity, isComplete } from "./identity.js";
import { operationMeant } from "./operation-meant.js";

export type Fetcher = ComponentProps<typeof GraphiQL>["fetcher"];

/**
 * Sends operations as this identity. What the gateway answers is shown as it came, whatever the HTTP status;
 * an answer that is not GraphQL (a proxy's page, a cut connection) becomes one plain error without its body.
 */
export function fetcherFor(endpoint: string, identity: Identity): Fetcher {
  return async ({ query, variables, operationName }) => {
    if (!isComplete(identity)) {
      return refusal(identity.token === "" ? "Give a token first, at the top of the page." : "Choose a purpose first.");
    }
    const response = await fetch(endpoint, {
      method: "POST",
      credentials: "omit",
      cache: "no-store",
      headers: {
        accept: "application/graphql-response+json, application/json;q=0.9",
        authorization: `Bearer ${identity.token}`,
        "content-type": "application/json",
        "x-purpose": identity.purpose,
        ...(identity.viewAs !== "" && { "x-view-as": identity.viewAs }),
      },
      body: JSON.stringify({ query, variables, operationName: operationMeant(query, operationName) }),
    }).catch(() => null);
    if (response === null) return refusal("The gateway cannot be reached.");
    const answer: unknown = await response.json().catch(() => null);
    return typeof answer === "object" && answer !== null
      ? answer
      : refusal(`The gateway answered HTTP ${response.status} without a GraphQL answer.`);
  };
}

function refusal(message: string): { errors: { message: string }[] } {
  return { errors: [{ message }] };
}
