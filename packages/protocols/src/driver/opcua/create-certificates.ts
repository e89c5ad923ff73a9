import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { OPCUACertificateManager } from 'node-opcua';
import type { NodeOpcUa } from './load-opc-ua.ts';

/**
 * Removes the certificates' lock that a killed Varve left: the library would wait two minutes for it. Only the owner of the folder may
 * call it, before its first client.
 */
export function clearCertificateLock(directory: string): void {
  rmSync(join(certificateFolder(directory), 'mutex.lock'), { recursive: true, force: true });
}

/** Makes the certificate manager of one source's clients, which come one after the other. */
export function createCertificates(opcua: NodeOpcUa, directory: string): OPCUACertificateManager {
  return new opcua.OPCUACertificateManager({
    rootFolder: certificateFolder(directory),
    automaticallyAcceptUnknownCertificate: false,
  });
}

/** Releases the folder, also when clients ended without releasing their reference. */
export async function closeCertificates(certificates: OPCUACertificateManager): Promise<void> {
  certificates.referenceCounter = 0;
  await certificates.dispose();
}

function certificateFolder(directory: string): string {
  return join(directory, 'opcua-pki');
}
