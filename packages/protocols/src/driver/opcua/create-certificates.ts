import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { OPCUACertificateManager } from 'node-opcua';
import type { NodeOpcUa } from './load-opc-ua.ts';

/**
 * Takes the lock of the certificates away that a killed Varve left: the library would honour it for two minutes.
 * For whoever has the folder alone, before its first client.
 */
export function clearCertificateLock(directory: string): void {
  rmSync(join(certificateFolder(directory), 'mutex.lock'), { recursive: true, force: true });
}

/** Keeps the certificates of one source's clients, one after the other. */
export function createCertificates(opcua: NodeOpcUa, directory: string): OPCUACertificateManager {
  return new opcua.OPCUACertificateManager({
    rootFolder: certificateFolder(directory),
    automaticallyAcceptUnknownCertificate: false,
  });
}

/** Lets go of the folder, however many clients never came to the end that they count down at. */
export async function closeCertificates(certificates: OPCUACertificateManager): Promise<void> {
  certificates.referenceCounter = 0;
  await certificates.dispose();
}

function certificateFolder(directory: string): string {
  return join(directory, 'opcua-pki');
}
