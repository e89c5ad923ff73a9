import { SEALED_COLUMNS } from '../../kit/secrets/sealed-columns.ts';
import { openSealedSecret, sealSecret, type Keyring } from '../../kit/secrets/sealed-secret.ts';

const { purpose } = SEALED_COLUMNS.provider;

/** Seals the secret that a provider gave; it opens for this provider only. */
export function sealProviderSecret(keyring: Keyring, id: string, secret: string): Buffer {
  return sealSecret(keyring, { id, purpose }, Buffer.from(secret));
}

/** Opens the secret that a provider gave; undefined where it gave none. @throws ServerError SECRET_UNREADABLE */
export function openProviderSecret(
  keyring: Keyring,
  id: string,
  sealed: Buffer | null,
): string | undefined {
  if (sealed === null) return undefined;
  return openSealedSecret(keyring, { id, purpose }, sealed).toString();
}
