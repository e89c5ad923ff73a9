import { AgeText } from '../../kit/clock/age-text.tsx';
import type { HealthView } from '../../api/contract.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { StateMark } from '../../kit/ui/state-mark.tsx';
import { useWords } from '../../kit/i18n/use-words.ts';
import { statusWords } from './status-words.ts';

/** Where samples go, and what waits for it. */
export function SinkList({ sinks, spool }: Pick<HealthView, 'sinks' | 'spool'>) {
  const words = useWords(statusWords);
  const { formats } = useLanguage();
  return (
    <div className="source-cards">
      {spool === null && <SpoolCard state="unknown" />}
      {spool?.isFull === true && <SpoolCard state="full" />}
      {sinks.map(({ name, state, waitingBlocks, lastError }) => (
        <article key={name} className="panel source-card" data-testid="sink-row" data-sink={name}>
          <header className="panel-header">
            <h3>{name}</h3>
            <StateMark
              severity={state === 'working' ? 'normal' : 'warning'}
              label={words.sinkStates[state]}
            />
            <p className="source-address">
              {words.waitingBlocks(formats.number.integer(waitingBlocks))}
            </p>
          </header>
          {lastError !== null && (
            <footer className="last-error panel-body">
              <p>
                <span className="label">{words.lastError}</span>{' '}
                <AgeText timeMs={lastError.timeMs} ago />
              </p>
              <p className="error-reason">{lastError.reason}</p>
            </footer>
          )}
        </article>
      ))}
    </div>
  );
}

function SpoolCard({ state }: { readonly state: 'full' | 'unknown' }) {
  const { spool, spoolStates } = useWords(statusWords);
  return (
    <article className="panel source-card" data-testid={`spool-${state}`}>
      <header className="panel-header">
        <h3>{spool}</h3>
        <StateMark severity={state === 'full' ? 'failed' : 'warning'} label={spoolStates[state]} />
      </header>
    </article>
  );
}
