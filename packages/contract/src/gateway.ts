import { z } from 'zod';

/** Why the server refused a request before it reached a procedure. Stable: callers match on it. */
export const gatewayCode = z.enum([
  /** A cookie stands in the request twice. */
  'COOKIE_REPEATED',
  /** The body is of another type than the route takes. */
  'CONTENT_TYPE_UNSUPPORTED',
  /** The body is larger than the route takes. */
  'BODY_TOO_LARGE',
  /** The server does not know itself by the name in the request. */
  'HOST_UNKNOWN',
  /** The server failed; its log has the reason by the id of the request. */
  'INTERNAL',
  /** The route does not take this method. */
  'METHOD_UNSUPPORTED',
  /** Nothing has this address. */
  'NOT_FOUND',
  /** A page of another origin asks. */
  'ORIGIN_FOREIGN',
  /** A parameter stands in the address twice. */
  'PARAMETER_REPEATED',
  /** The caller lacks the right; the message names it. */
  'PERMISSION_MISSING',
  /** The request breaks the rules of HTTP. */
  'REQUEST_INVALID',
  /** The request did not come to its end in time. */
  'REQUEST_LATE',
  /** The server is about to stop. */
  'STOPPING',
  /** More calls came in a minute than one caller has; `retry-after` says when there are more. */
  'THROTTLED',
  /** The caller has not said who he is. */
  'UNAUTHENTICATED',
]);
export type GatewayCode = z.infer<typeof gatewayCode>;
