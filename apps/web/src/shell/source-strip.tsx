import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { HealthView } from '../api/contract.ts';
import { trpc } from '../api/trpc.ts';
import { nav as status } from '../features/status/nav.ts';
import { useLanguage } from '../kit/i18n/language-context.ts';
import { useWords } from '../kit/i18n/use-words.ts';
import { Icon } from '../kit/ui/icon.tsx';
import { useMay } from '../session/session-context.ts';
import { shellWords } from './shell-words.ts';

const POLL_MS = 10_000;
const IN_TROUBLE: ReadonlySet<HealthView['sources'][number]['state']> = new Set([
  'degraded',
  'disconnected',
]);

/** One line at the bottom of every page, also behind dialogs: whether everything that measures answers, and if not, what is worst. */
export function SourceStrip() {
  const words = useWords(shellWords);
  const isAllowed = useMay()('status.read');
  const { data, isError } = useQuery({
    ...trpc.status.health.queryOptions(),
    enabled: isAllowed,
    refetchInterval: POLL_MS,
    retry: false,
  });
  return (
    <section className="strip" aria-label={words.strip.label}>
      {isError && <span className="soft">{words.strip.unknown}</span>}
      {!isError && data !== undefined && <StripMessage health={data} />}
    </section>
  );
}

function StripMessage({ health }: { readonly health: HealthView }) {
  const { strip: words } = useWords(shellWords);
  const { integer } = useLanguage().formats.number;
  const troubled = health.sources.filter(({ state }) => IN_TROUBLE.has(state));
  const worst = worstOf(health, words);
  const count = health.sources.length;
  return (
    <>
      {worst === null ? (
        <span className="soft cut">{words.allAnswer(integer(count), count)}</span>
      ) : (
        <Link to={status.to} className="strip-message">
          <Icon name="warn" />
          <b className="cut">{worst}</b>
        </Link>
      )}
      {troubled.length > 0 && (
        <span className="push strip-count">
          {words.troubled(integer(troubled.length), integer(count))}
        </span>
      )}
    </>
  );
}

type StripWords = (typeof shellWords)['en']['strip'];

/** The trouble to mend first: without a database nothing is kept, without a collector nothing comes. */
function worstOf(health: HealthView, words: StripWords): string | null {
  if (health.database.state === 'disconnected') return words.databaseLost;
  if (!health.collectors.some(({ state }) => state === 'working')) return words.collectorLost;
  if (health.spool?.isFull === true) return words.spoolFull;
  if (health.clock?.isBehind === true) return words.clockBehind;
  const source =
    health.sources.find(({ state }) => state === 'disconnected') ??
    health.sources.find(({ state }) => state === 'degraded');
  if (source === undefined) return null;
  const say = source.state === 'disconnected' ? words.sourceLost : words.sourceTroubled;
  return say(source.name);
}
