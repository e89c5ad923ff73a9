import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ServerError } from '../../kit/server-error.ts';
import type { CertificatePair } from './certificate-pair.ts';
import type { ServerCertificate } from './server-certificate.ts';

/** Options of `openGivenCertificate`. */
interface GivenCertificateOptions {
  /** PEM: the certificate, and those that lead to its authority. */
  readonly certificateFile: string;
  /** PEM, without a password. */
  readonly keyFile: string;
  readonly onFailed: (reason: string) => void;
}

/**
 * Opens the user's own certificate, and reads it anew at each SIGHUP; one that is wrong then leaves the old one in its place.
 *
 * @throws ServerError CERTIFICATE_INVALID with the file, what was expected and what came
 */
export async function openGivenCertificate(
  options: GivenCertificateOptions,
): Promise<ServerCertificate> {
  let shown = await readGiven(options);
  const listeners: ((pair: CertificatePair) => void)[] = [];
  const readAgain = async (): Promise<void> => {
    try {
      shown = await readGiven(options);
      for (const listener of listeners) listener(shown);
    } catch (error) {
      options.onFailed(`the certificate stays as it was: ${(error as Error).message}`);
    }
  };
  const onHangUp = (): void => void readAgain();
  process.on('SIGHUP', onHangUp);
  return {
    current: () => shown,
    authority: () => undefined,
    onChange: (listener) => void listeners.push(listener),
    async [Symbol.asyncDispose]() {
      process.off('SIGHUP', onHangUp);
    },
  };
}

async function readGiven(options: GivenCertificateOptions): Promise<CertificatePair> {
  const { certificateFile, keyFile } = options;
  const cert = await readText(certificateFile);
  const key = await readText(keyFile);
  const certificate = parsed(certificateFile, 'a certificate', () => new X509Certificate(cert));
  const privateKey = parsed(keyFile, 'a private key without a password', () =>
    createPrivateKey(key),
  );
  if (!certificate.checkPrivateKey(privateKey)) {
    const message = `${keyFile} is not the key of the certificate in ${certificateFile}`;
    throw new ServerError('CERTIFICATE_INVALID', message);
  }
  if (certificate.validToDate.getTime() < Date.now()) {
    const ended = certificate.validToDate.toISOString();
    const message = `the certificate in ${certificateFile} ended at ${ended}: give one that is valid`;
    throw new ServerError('CERTIFICATE_INVALID', message);
  }
  return { cert, key };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ServerError('FILE_UNREADABLE', `cannot read ${file}: ${code}`, { cause });
  }
}

function parsed<Value>(file: string, what: string, parse: () => Value): Value {
  try {
    return parse();
  } catch (cause) {
    throw new ServerError('CERTIFICATE_INVALID', `expected ${what} as PEM in ${file}`, { cause });
  }
}
