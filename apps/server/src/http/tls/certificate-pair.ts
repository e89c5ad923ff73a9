/** A certificate and its private key, both as PEM. */
export interface CertificatePair {
  readonly cert: string;
  readonly key: string;
}
