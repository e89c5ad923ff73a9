import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { storeSamples, type SentSamples } from '../features/samples/index.ts';
import { requirePermission, type Access } from '../kit/access/access.ts';
import { recordDenial } from '../kit/access/record-denial.ts';
import type { SampleWriter } from '../kit/sample-writer.ts';
import { ServerError } from '../kit/server-error.ts';
import { withinDeadline } from '../trpc/within-deadline.ts';
import { partsOfTenant } from '../trpc/parts-of-tenant.ts';
import type { ServerParts } from '../trpc/request-context.ts';
import { byteBudget, type HeldBytes } from './byte-budget.ts';
import { limitBytes } from './limit-bytes.ts';
import { unpackBody } from './unpack-body.ts';

/** Address of the route. */
export const SAMPLES_PATH = '/api/v1/samples';

/** Bytes of one body, and of what it is unpacked to. */
const MAX_BODY_BYTES = 16 * 1_048_576;
/** Bytes of all bodies that are being read or stored. */
const MAX_HELD_BYTES = 128 * 1_048_576;
const LIMITS = {
  bytesPerSecond: 8 * 1_048_576,
  burstBytes: MAX_BODY_BYTES,
  requests: 4,
};

const FORMATS: Readonly<Record<string, SentSamples['format']>> = {
  'application/json': 'json',
  'application/x-ndjson': 'json-lines',
  'text/plain': 'line-protocol',
};
const PRECISIONS = new Set(['ns', 'us', 'ms', 's']);

/** Takes samples of programs: JSON, lines of JSON, or InfluxDB's line protocol. They are on disk when it answers. */
export function samplesRoute(server: FastifyInstance, parts: ServerParts): void {
  const letIn = limitBytes(LIMITS);
  const holdBytes = byteBudget(MAX_HELD_BYTES);
  server.register(async (route) => {
    // Who may not write is told so before his body is read, and after the call was counted.
    route.addHook('preParsing', async (request) => {
      await writerOf(parts, request);
    });
    const held = new WeakMap<FastifyRequest, HeldBytes>();
    route.addHook('onRequest', async (request, reply) => {
      const bytes = holdBytes();
      held.set(request, bytes);
      reply.raw.once('close', bytes.release);
    });
    route.removeAllContentTypeParsers();
    route.addContentTypeParser('*', async (request: FastifyRequest, payload: Readable) => {
      formatOf(request);
      const { sessionId, keyId } = request.access!;
      const counted = letIn(keyId ?? sessionId ?? '');
      try {
        const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
        const { take } = held.get(request)!;
        const body = await unpackBody(payload, encoding, { mostBytes: MAX_BODY_BYTES, take });
        counted.take(body.length);
        return body;
      } finally {
        counted.leave();
      }
    });
    route.post(SAMPLES_PATH, { bodyLimit: MAX_BODY_BYTES }, async (request, reply) => {
      const { access, writer } = await writerOf(parts, request);
      const sent = {
        format: formatOf(request),
        body: (request.body as Buffer | undefined) ?? Buffer.alloc(0),
        precision: precisionOf(request),
      };
      const tenant = parts.tenants.actingFor(access);
      const answer = await withinDeadline(storeSamples({ access, tenant, writer }, sent));
      return reply.code(202).send(answer);
    });
  });
}

/** @throws ServerError UNAUTHENTICATED, PERMISSION_MISSING, COLLECTOR_APART */
async function writerOf(
  parts: ServerParts,
  { access }: FastifyRequest,
): Promise<{ readonly access: Access; readonly writer: SampleWriter }> {
  if (access === null) throw new ServerError('UNAUTHENTICATED', 'expected an API key or a session');
  const permission = 'samples.write';
  try {
    requirePermission(access, permission);
  } catch (error) {
    const tenant = parts.tenants.actingFor(access);
    await recordDenial(tenant, { path: SAMPLES_PATH, permission });
    throw error;
  }
  const { writer } = partsOfTenant(parts, access.tenantId);
  if (writer === null)
    throw new ServerError(
      'COLLECTOR_APART',
      'this server has no collector of this tenant in its process: send samples to the one that `varve start` runs',
    );
  return { access, writer };
}

function formatOf({ headers }: FastifyRequest): SentSamples['format'] {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const format = FORMATS[type.trim()];
  const charset = parameters.map((text) => text.trim()).find((text) => text.startsWith('charset='));
  if (format === undefined || (charset !== undefined && !/^charset="?utf-8"?$/.test(charset)))
    throw Object.assign(
      new Error(`expected a body of ${Object.keys(FORMATS).join(', ')}, in UTF-8`),
      { statusCode: 415 },
    );
  return format;
}

function precisionOf({ query }: FastifyRequest): SentSamples['precision'] {
  const { precision = 'ns', ...others } = query as Record<string, string>;
  if (!PRECISIONS.has(precision) || Object.keys(others).length > 0)
    throw new ServerError('INPUT_INVALID', 'expected precision=ns, us, ms or s, and no other');
  return precision as SentSamples['precision'];
}
