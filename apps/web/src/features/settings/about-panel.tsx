import { useQuery } from '@tanstack/react-query';
import type { AboutView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useSeconds } from '../../kit/clock/use-seconds.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { ROOT_PATH } from '../../server-address.ts';
import { settingsWords } from './settings-words.ts';

/** Says which server runs here, and how a computer comes to trust it. */
export function AboutPanel() {
  const words = useWords(settingsWords).about;
  const query = useQuery(trpc.settings.about.queryOptions());
  return (
    <section className="panel" aria-label={words.title}>
      <header className="panel-header">
        <h2>{words.title}</h2>
      </header>
      <QueryState query={query} failed={words.failed}>
        {(about) => (
          <div className="panel-body stack">
            <dl className="facts">
              <ServerFacts about={about} />
              <CertificateFacts certificate={about.certificate} />
            </dl>
            <AuthorityLink certificate={about.certificate} />
            <p>
              <a href={`${ROOT_PATH}api/openapi.json`} target="_blank" rel="noreferrer">
                {words.api}
              </a>
            </p>
          </div>
        )}
      </QueryState>
    </section>
  );
}

function ServerFacts({
  about: { version, engine, migration, startedAtMs },
}: {
  readonly about: AboutView;
}) {
  const words = useWords(settingsWords).about;
  const { time, duration } = useLanguage().formats;
  const uptime = duration.long(useSeconds() - startedAtMs);
  return (
    <>
      <dt>{words.version}</dt>
      <dd>{version}</dd>
      <dt>{words.engine}</dt>
      <dd>{engine}</dd>
      <dt>{words.migration}</dt>
      <dd>
        <code>{migration}</code>
      </dd>
      <dt>{words.started}</dt>
      <dd>
        {time.dateTime(startedAtMs)} <span className="soft">{time.offsetName(startedAtMs)}</span>,{' '}
        {words.uptime(uptime)}
      </dd>
      <dt>{words.address}</dt>
      <dd>
        <code>{window.location.origin}</code>
      </dd>
    </>
  );
}

function CertificateFacts({ certificate }: Pick<AboutView, 'certificate'>) {
  const words = useWords(settingsWords).about;
  const { time } = useLanguage().formats;
  if (certificate === null) {
    return (
      <>
        <dt>{words.certificate}</dt>
        <dd>{words.plain}</dd>
      </>
    );
  }
  const { names, fingerprint, validToMs, authorityFingerprint } = certificate;
  return (
    <>
      <dt>{words.names}</dt>
      <dd>{names.join(', ')}</dd>
      <dt>{words.validTo}</dt>
      <dd>{time.dateTime(validToMs)}</dd>
      <dt>{words.fingerprint}</dt>
      <dd>
        <code className="fingerprint">{fingerprint}</code>
      </dd>
      <dt>{words.authority}</dt>
      <dd>
        {authorityFingerprint === null ? (
          words.notOwn
        ) : (
          <code className="fingerprint">{authorityFingerprint}</code>
        )}
      </dd>
    </>
  );
}

/** The certificate by which a computer trusts this server, where the server is its own authority. */
function AuthorityLink({ certificate }: Pick<AboutView, 'certificate'>) {
  const words = useWords(settingsWords).about;
  if (certificate === null || certificate.authorityFingerprint === null) return null;
  return (
    <div>
      <a className="button" href={`${ROOT_PATH}ca.pem`} download="varve-ca.pem">
        {words.download}
      </a>
      <p className="note">{words.downloadHelp}</p>
    </div>
  );
}
