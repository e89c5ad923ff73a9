import { reportFormat, rowRef, type ReportFormat } from '@varve/contract';
import type { FastifyInstance } from 'fastify';
import { openRunFile } from '../features/reports/index.ts';
import { ServerError } from '../kit/server-error.ts';
import type { ServerParts } from '../trpc/request-context.ts';

const TYPES: Readonly<Record<ReportFormat, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

const file = rowRef.extend({ format: reportFormat });

/** Sends the files of runs of reports: `GET /api/reports/runs/:id/:format`. */
export function reportRoutes(
  server: FastifyInstance,
  { tenants, reportKinds: kinds, directory }: ServerParts,
): void {
  server.get('/api/reports/runs/:id/:format', async (request, reply) => {
    const { access } = request;
    if (access === null) throw new ServerError('UNAUTHENTICATED', 'log in first');
    const viewer = { access, kinds, directory };
    const asked = file.parse(request.params);
    const { name, bytes, content } = await openRunFile(tenants.actingFor(access), viewer, asked);
    return reply
      .type(TYPES[asked.format])
      .header('content-length', bytes)
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'no-store')
      .send(content);
  });
}
