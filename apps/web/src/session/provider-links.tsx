import type { BeginOidcQuery } from '@varve/contract';
import { useQuery } from '@tanstack/react-query';
import { askEntrance } from '../api/ask-entrance.ts';
import type { Entrance } from '../api/contract.ts';
import { useWords } from '../kit/i18n/use-words.ts';
import { oidcAddress } from './oidc-address.ts';
import { sessionQuery } from './session-query.ts';
import { sessionWords } from './session-words.ts';
import './provider-links.css';

interface ProviderLinksProps extends BeginOidcQuery {
  /** The tenant that somebody wants to log in at. @default the one that the server was started for, or that of who is logged in */
  readonly tenant?: string | undefined;
}

/** Links to the providers of OpenID Connect that are open; nothing where there is none. */
export function ProviderLinks({ purpose, next, tenant }: ProviderLinksProps) {
  const words = useWords(sessionWords).provider;
  const known = useQuery(sessionQuery).data?.providers;
  const named = useQuery({
    queryKey: ['providers', tenant],
    queryFn: () => askEntrance<Entrance>(`session/entrance?tenant=${encodeURIComponent(tenant!)}`),
    enabled: tenant !== undefined,
  }).data?.providers;
  const providers = (tenant === undefined ? known : named) ?? [];
  if (providers.length === 0) return null;
  return (
    <ul className="bare-list provider-links" aria-label={words.title}>
      {providers.map(({ id, name }) => (
        <li key={id}>
          <a className="button" href={oidcAddress(id, { purpose, next })}>
            {words[purpose](name)}
          </a>
        </li>
      ))}
    </ul>
  );
}
