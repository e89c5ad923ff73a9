import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { CertificatePair } from './certificate-pair.ts';
import { issueAuthority, issueCertificate } from './issue-certificate.ts';
import { ownHosts } from './own-hosts.ts';
import type { ServerCertificate } from './server-certificate.ts';

/** Options of `openOwnCertificate`. */
interface OwnCertificateOptions {
  /** Varve's own folder; authority and certificate lie in `tls` below it. */
  readonly directory: string;
  /** Names of the server beside those of the machine. */
  readonly names: readonly string[];
  readonly onFailed: (reason: string) => void;
  /** Names and addresses of the machine. @default those that it has at the moment */
  readonly hosts?: () => readonly string[];
  /** @default Date.now */
  readonly nowMs?: () => number;
  /** How often it is looked whether the certificate still fits. @default 30_000 */
  readonly lookEveryMs?: number;
}

const DAY_MS = 86_400_000;
const RENEWED_BEFORE_MS = 30 * DAY_MS;
// A certificate does not outlive its authority.
const AUTHORITY_RENEWED_BEFORE_MS = 400 * DAY_MS;

/**
 * Opens the certificate that the server makes for itself, signed by an authority of its own; both are made where they are missing, spoilt,
 * or nearly over. A new certificate is made, without a restart, when the machine gets another name or address, or its clock is set beyond it.
 */
export async function openOwnCertificate(
  options: OwnCertificateOptions,
): Promise<ServerCertificate> {
  const { directory, names, onFailed, hosts = ownHosts, nowMs = Date.now } = options;
  const folder = join(directory, 'tls');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const wanted = (): readonly string[] => [...new Set([...hosts(), ...names])].toSorted();
  const listeners: ((pair: CertificatePair) => void)[] = [];

  const fit = async (): Promise<{ authority: CertificatePair; own: CertificatePair }> => {
    const kept = await readPair(folder, 'ca');
    const isKept = kept !== undefined && lasts(kept, nowMs(), AUTHORITY_RENEWED_BEFORE_MS);
    const authority = isKept ? kept : await issueAuthority(hostname(), nowMs());
    if (!isKept) await writePair(folder, 'ca', authority);
    const known = await readPair(folder, 'server');
    if (
      known !== undefined &&
      fits(known, authority, wanted()) &&
      lasts(known, nowMs(), RENEWED_BEFORE_MS)
    )
      return { authority, own: known };
    const own = await issueCertificate(authority, wanted(), nowMs());
    await writePair(folder, 'server', own);
    return { authority, own };
  };

  let shown = await fit();
  let looking = Promise.resolve();
  const look = async (): Promise<void> => {
    try {
      const next = await fit();
      if (next.own.cert === shown.own.cert) return;
      shown = next;
      for (const listener of listeners) listener(chainOf(shown));
    } catch (error) {
      onFailed(`the certificate is not renewed: ${(error as Error).message}`);
    }
  };
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, options.lookEveryMs ?? 30_000).unref();
  return {
    current: () => chainOf(shown),
    authority: () => shown.authority.cert,
    onChange: (listener) => void listeners.push(listener),
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await looking;
    },
  };
}

function chainOf(pairs: { authority: CertificatePair; own: CertificatePair }): CertificatePair {
  return { cert: pairs.own.cert + pairs.authority.cert, key: pairs.own.key };
}

/** Whether it is valid now, and for some time to come. */
function lasts({ cert }: CertificatePair, nowMs: number, forMs: number): boolean {
  const { validFromDate, validToDate } = new X509Certificate(cert);
  return validFromDate.getTime() <= nowMs && nowMs + forMs < validToDate.getTime();
}

function fits(
  { cert }: CertificatePair,
  authority: CertificatePair,
  hosts: readonly string[],
): boolean {
  const certificate = new X509Certificate(cert);
  const signer = new X509Certificate(authority.cert);
  return (
    certificate.verify(signer.publicKey) &&
    hosts.every((host) => certificate.checkHost(host) ?? certificate.checkIP(host))
  );
}

/** Reads a certificate and its key; undefined where either is missing or spoilt, or they do not belong together. */
async function readPair(folder: string, name: string): Promise<CertificatePair | undefined> {
  try {
    const cert = await readFile(join(folder, `${name}.pem`), 'utf8');
    const key = await readFile(join(folder, `${name}.key`), 'utf8');
    const belongs = new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
    return belongs ? { cert, key } : undefined;
  } catch {
    return undefined;
  }
}

async function writePair(folder: string, name: string, pair: CertificatePair): Promise<void> {
  await replace(join(folder, `${name}.key`), pair.key);
  await replace(join(folder, `${name}.pem`), pair.cert);
}

async function replace(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
