import type { ApolloServerPlugin } from "@apollo/server";
import { toIsoText } from "../../domain/instant.js";
import type { RequestContext } from "../context.js";

/** Tells with every answer which sources were asked and what came of it, under `extensions.c360.sources`. */
export const sourcesExtension: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response, contextValue: { session } }) => {
        const asked = session.sources.asked();
        if (response.body.kind !== "single" || asked.length === 0) return Promise.resolve();
        const sources = asked.map(({ source, state, asOf, ageSeconds, servedFrom, reason, part }) => ({
          source,
          state,
          asOf: asOf === null ? null : toIsoText(asOf),
          ageSeconds,
          servedFrom,
          reason,
          ...(part !== null && { part }),
        }));
        const { singleResult } = response.body;
        singleResult.extensions = { ...singleResult.extensions, c360: { sources } };
        return Promise.resolve();
      },
    }),
};
