import { isIP } from 'node:net';
import { X509Certificate } from 'node:crypto';
import type { Logger } from 'pino';
import { openGivenCertificate } from '../http/tls/given-certificate.ts';
import { openOwnCertificate } from '../http/tls/own-certificate.ts';
import type { ServerCertificate } from '../http/tls/server-certificate.ts';
import { ServerError } from '../kit/server-error.ts';

/** Options that say whether the server encrypts, and by which certificate. */
export interface EncryptionOptions {
  /** The user's own certificate and its key, PEM; undefined: one that the server makes, signed by an authority of its own. */
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
  /** Plain HTTP also where others can listen. @default false */
  readonly insecureHttp?: boolean | undefined;
}

/** Options of `openCertificate`. */
interface CertificateOptions extends EncryptionOptions {
  /** Varve's own folder. */
  readonly directory: string;
  readonly host: string;
  readonly allowedHosts: readonly string[];
  readonly logger: Logger;
  readonly onProgress: (line: string) => void;
}

/**
 * Opens the certificate of a server; undefined: it speaks plain HTTP, since nobody else can hear it, or since the user wants it so.
 *
 * @throws ServerError CERTIFICATE_INVALID, FILE_UNREADABLE
 */
export async function openCertificate(
  options: CertificateOptions,
): Promise<ServerCertificate | undefined> {
  const { certificate: certificateFile, key: keyFile, insecureHttp = false } = options;
  const { directory, host, allowedHosts, logger, onProgress } = options;
  const onFailed = (reason: string): void => logger.error(reason);
  if ((certificateFile === undefined) !== (keyFile === undefined))
    throw new ServerError(
      'CERTIFICATE_INVALID',
      'expected --certificate and --key, got one of them',
    );
  if (certificateFile !== undefined && insecureHttp)
    throw new ServerError(
      'CERTIFICATE_INVALID',
      'expected --certificate or --insecure-http, got both',
    );
  if (certificateFile !== undefined)
    return openGivenCertificate({ certificateFile, keyFile: keyFile!, onFailed });
  if (isLoopback(host)) return undefined;
  if (insecureHttp) {
    const warning = `plain HTTP on ${host}: whoever is on the way reads passwords and changes answers`;
    logger.warn(warning);
    onProgress(`warning: ${warning}`);
    return undefined;
  }
  const names = isIP(host) === 0 ? [...allowedHosts, host] : allowedHosts;
  const opened = await openOwnCertificate({ directory, names, onFailed });
  const { fingerprint256 } = new X509Certificate(opened.authority()!);
  onProgress(
    `certificates are signed by Varve's own authority (/ca.pem), SHA-256 ${fingerprint256}`,
  );
  return opened;
}

/** Whether an address to listen on is heard by this machine only. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
