/**
 * The Content-Security-Policy under which the page at `/graphiql/` works, in full, offline.
 *
 * Scripts, workers and requests come from this server only, and nothing inline runs. Styles need `unsafe-inline`: the
 * Monaco editor writes style elements and attributes as it lays out text. Its icon font and GraphiQL's fonts are data
 * addresses inside the stylesheet. The page's assets must carry the policy too: a worker obeys the policy of its own
 * response.
 */
export const GRAPHIQL_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");
