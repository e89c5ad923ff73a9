import type { CertificatePair } from './certificate-pair.ts';

/** The certificate that a server shows, which may change while it runs. */
export interface ServerCertificate extends AsyncDisposable {
  current(): CertificatePair;
  /** The authority that signed it, as PEM, for browsers to trust; undefined: the user's own certificate. */
  authority(): string | undefined;
  /** Calls whenever there is a new one. */
  onChange(listener: (pair: CertificatePair) => void): void;
}
