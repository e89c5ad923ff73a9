import type { FastifyInstance, FastifyRequest } from 'fastify';
import { router } from '../../router.ts';
import { listProcedures, type Procedure } from '../../trpc/list-procedures.ts';
import type { RequestContext, ServerParts } from '../../trpc/request-context.ts';
import { createCallerFactory } from '../../trpc/trpc.ts';
import { tokenGiver } from '../token-giver.ts';
import { sendRefusal } from '../send-refusal.ts';
import { jsonSchemaOf, type JsonSchema } from './json-schema.ts';
import { openApiDocument } from './open-api-document.ts';
import { parameterValue } from './parameter-value.ts';
import { restPathOf, type RestPath } from './rest-path.ts';

type Call = (input: unknown) => Promise<unknown>;

const createCaller = createCallerFactory(router);

/** Answers each procedure at an address of its own, through the same checks as over tRPC, and describes all at `/api/openapi.json`. */
export function restRoutes(server: FastifyInstance, parts: ServerParts): void {
  for (const procedure of listProcedures(router)) {
    const place = restPathOf(procedure);
    if (place !== undefined) restRoute(server, parts, { procedure, place });
  }
  const document = openApiDocument(listProcedures(router), parts.server.version);
  server.get('/api/openapi.json', async (request, reply) => {
    if (request.access !== null) return document;
    const message = 'expected a session or a key';
    return sendRefusal(request, reply, { status: 401, code: 'UNAUTHENTICATED', message });
  });
}

function restRoute(
  server: FastifyInstance,
  parts: ServerParts,
  { procedure, place }: { readonly procedure: Procedure; readonly place: RestPath },
): void {
  const { method, path: url } = place;
  const { properties = {} } = jsonSchemaOf(procedure.input, 'input');
  server.route({
    method,
    url,
    handler: async (request, reply) => {
      const giveTokens = tokenGiver(parts, request, reply);
      const context: RequestContext = { ...parts, access: request.access, giveTokens };
      return callOf(context, procedure.name)(inputOf(request, properties));
    },
  });
}

function callOf(context: RequestContext, name: string): Call {
  const steps = name.split('.');
  return steps.reduce<unknown>(
    (found, step) => (found as Readonly<Record<string, unknown>>)[step],
    createCaller(context),
  ) as Call;
}

/** Puts an input together from path, address and body. */
function inputOf(
  request: FastifyRequest,
  properties: Readonly<Record<string, JsonSchema>>,
): unknown {
  const typed = (texts: unknown): [string, unknown][] =>
    Object.entries(texts as Readonly<Record<string, string>>).map(([key, text]) => [
      key,
      parameterValue(text, properties[key] ?? {}),
    ]);
  const { body, params, query, headers } = request;
  const named = Object.fromEntries([...typed(query), ...typed(params)]);
  if (body === undefined || body === null) return named;
  if (!/^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? ''))
    throw Object.assign(new Error('expected a body of application/json'), { statusCode: 415 });
  return typeof body === 'object' && !Array.isArray(body) ? { ...body, ...named } : body;
}
