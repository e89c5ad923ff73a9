import { Readable } from 'node:stream';
import { auditFilter, auditOutcome } from '@varve/contract';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { exportEntries } from '../features/audit/index.ts';
import { ServerError } from '../kit/server-error.ts';
import type { Tenants } from '../kit/tenants.ts';
import { endIdleAnswer } from './end-idle-answer.ts';

/** Exports at a time: each holds a connection to the database for a part of its time. */
const MAX_RUNNING = 2;
const RETRY_S = 10;
const LIMITS = { idleMs: 30_000, totalMs: 600_000 };

/** A filter as an address has it: numbers are texts there. */
const query = z
  .strictObject({
    id: z.coerce.number().optional(),
    fromMs: z.coerce.number().optional(),
    toMs: z.coerce.number().optional(),
    actor: z.string().optional(),
    action: z.string().optional(),
    resourceType: z.string().optional(),
    resourceId: z.string().optional(),
    outcome: auditOutcome.optional(),
    requestId: z.string().optional(),
  })
  .pipe(auditFilter);

/** Sends the audit log as a file of CSV: `GET /api/audit/export`, with the filters of `audit.list` as parameters. */
export function auditRoutes(
  server: FastifyInstance,
  { tenants }: { readonly tenants: Tenants },
): void {
  let running = 0;
  server.get('/api/audit/export', async (request, reply) => {
    const { access } = request;
    if (access === null) throw new ServerError('UNAUTHENTICATED', 'log in first');
    const filter = query.parse(request.query);
    if (running >= MAX_RUNNING)
      throw new ServerError('THROTTLED', `${MAX_RUNNING} exports are under way: wait for one`, {
        retryAfterSeconds: RETRY_S,
      });
    running += 1;
    try {
      const tenant = tenants.actingFor(access);
      const text = await exportEntries(tenant, access, filter);
      const stream = Readable.from(text);
      stream.once('close', () => (running -= 1));
      endIdleAnswer(reply, stream, LIMITS);
      const name = `varve-audit-${new Date().toISOString().slice(0, 10)}.csv`;
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'no-store')
        .send(stream);
    } catch (error) {
      running -= 1;
      throw error;
    }
  });
}
