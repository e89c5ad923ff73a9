import { X509Certificate } from 'node:crypto';
import type { About } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Reader } from '../../kit/reader.ts';
import type { RunningServer } from '../../trpc/request-context.ts';

/** Tells what runs here. */
export async function readAbout(
  { $client }: TenantTransaction,
  { reader, server }: { readonly reader: Pick<Reader, 'engine'>; readonly server: RunningServer },
): Promise<About> {
  const { rows } = await $client.query<{ migration: string }>(
    'SELECT internal.newest_migration() AS migration',
  );
  return {
    version: server.version,
    engine: reader.engine,
    migration: rows[0]!.migration,
    startedAtMs: Math.round(Date.now() - server.uptimeSeconds() * 1_000),
    certificate: certificateOf(server),
  };
}

function certificateOf({ certificate }: RunningServer): About['certificate'] {
  if (certificate === undefined) return null;
  const {
    fingerprint256,
    subjectAltName = '',
    validToDate,
  } = new X509Certificate(certificate.current().cert);
  const authority = certificate.authority();
  return {
    names: subjectAltName.split(', ').map((name) => name.replace(/^(?:DNS|IP Address):/, '')),
    fingerprint: fingerprint256,
    validToMs: validToDate.getTime(),
    authorityFingerprint:
      authority === undefined ? null : new X509Certificate(authority).fingerprint256,
  };
}
