import type { OidcRefusal } from '@varve/contract';
import { useWords } from '../kit/i18n/use-words.ts';
import { sessionWords } from './session-words.ts';

// Without the schema: the console's first script reads the address.
const KNOWN: Readonly<Record<OidcRefusal, true>> = {
  expired: true,
  denied: true,
  failed: true,
  unlinked: true,
  taken: true,
  stale: true,
  undated: true,
};

/** Says why a provider of OpenID Connect let nobody in. */
export function OidcNotice({ refused }: { readonly refused: OidcRefusal | undefined }) {
  const words = useWords(sessionWords).provider;
  if (refused === undefined) return null;
  return (
    <p className="notice" role="alert">
      {words.refused[refused]}
    </p>
  );
}

/** Takes the reason as it stands in the address of a page; undefined for none that is known. */
export function readOidcRefusal(refused: unknown): OidcRefusal | undefined {
  return typeof refused === 'string' && Object.hasOwn(KNOWN, refused)
    ? (refused as OidcRefusal)
    : undefined;
}
