import { importFileName, MAX_IMPORT_BYTES } from '@varve/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { requirePermission, type Access } from '../kit/access/access.ts';
import { recordDenial } from '../kit/access/record-denial.ts';
import type { ImportKind } from '../kit/imports/import-kind.ts';
import { storeUpload } from '../kit/imports/store-upload.ts';
import { ServerError } from '../kit/server-error.ts';
import type { ServerParts } from '../trpc/request-context.ts';
import { limitBytes } from './limit-bytes.ts';

type Kind = Pick<ImportKind, 'name' | 'permission'>;

const PATH = '/api/imports/:kind';
const LIMITS = { bytesPerSecond: 1_048_576, burstBytes: 4 * MAX_IMPORT_BYTES, requests: 1 };

const query = z.strictObject({ name: importFileName.min(1) });

/** Takes a file that is to be imported: `POST /api/imports/users?name=…` with its bytes as the body. It waits for a day at most. */
export function importRoute(
  server: FastifyInstance,
  { tenants }: Pick<ServerParts, 'tenants'>,
  kinds: readonly Kind[],
): void {
  const letIn = limitBytes(LIMITS);
  const mayImport = async (request: FastifyRequest): Promise<{ access: Access; kind: Kind }> => {
    const { access } = request;
    if (access === null) throw new ServerError('UNAUTHENTICATED', 'log in first');
    const { kind: name } = request.params as { readonly kind: string };
    const kind = kinds.find((known) => known.name === name);
    if (kind === undefined) throw new ServerError('NOT_FOUND', `there is no import of ${name}`);
    try {
      requirePermission(access, kind.permission);
    } catch (error) {
      const denied = { path: `/api/imports/${name}`, permission: kind.permission };
      await recordDenial(tenants.actingFor(access), denied);
      throw error;
    }
    return { access, kind };
  };
  server.register(async (route) => {
    // Who may not import is told so before his file is read.
    route.addHook('preParsing', async (request) => {
      await mayImport(request);
    });
    route.removeAllContentTypeParsers();
    // Its type is found by its bytes.
    route.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body);
    });
    route.post(PATH, { bodyLimit: MAX_IMPORT_BYTES }, async (request, reply) => {
      const { access, kind } = await mayImport(request);
      const { name: fileName } = query.parse(request.query);
      const bytes = (request.body as Buffer | undefined) ?? Buffer.alloc(0);
      const counted = letIn(access.userId);
      try {
        counted.take(bytes.length);
        const uploaded = await tenants
          .actingFor(access)
          .transaction((tx) => storeUpload(tx, { kind: kind.name, fileName, bytes }));
        return await reply.code(201).send(uploaded);
      } finally {
        counted.leave();
      }
    });
  });
}
