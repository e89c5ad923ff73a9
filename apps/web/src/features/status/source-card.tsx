import { AgeText } from '../../kit/clock/age-text.tsx';
import type { SourceView } from '../../api/contract.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { StateMark } from '../../kit/ui/state-mark.tsx';
import type { Severity } from '../../kit/ui/state-mark.tsx';
import { useWords } from '../../kit/i18n/use-words.ts';
import { statusWords } from './status-words.ts';

const SEVERITY: Readonly<Record<SourceView['state'], Severity>> = {
  connected: 'normal',
  connecting: 'warning',
  degraded: 'warning',
  disconnected: 'failed',
  stopped: 'idle',
};

const PROTOCOLS: Readonly<Record<SourceView['protocol'], string>> = {
  modbus: 'Modbus TCP',
  mqtt: 'MQTT',
  opcua: 'OPC UA',
  program: 'Varve API',
};

const COUNTERS = ['received', 'accepted', 'filtered', 'stored', 'rejected'] as const;

export function SourceCard({ source }: { readonly source: SourceView }) {
  const words = useWords(statusWords);
  const { name, protocol, address, state, counters, lastFrameMs } = source;
  return (
    <article className="panel source-card" data-testid="source-row" data-source={name}>
      <header className="panel-header">
        <h3>{name}</h3>
        <StateMark severity={SEVERITY[state]} label={words.sourceStates[state]} />
        {source.stateReason !== null && <p className="state-reason">{source.stateReason}</p>}
        <p className="source-address">
          {PROTOCOLS[protocol]} <code>{address}</code>
        </p>
      </header>
      <dl className="counters panel-body">
        {COUNTERS.map((counter) => (
          <Counter key={counter} counter={counter} count={counters[counter]} />
        ))}
      </dl>
      <footer className="panel-body">
        <p>
          <span className="label">{words.lastFrame}</span> <LastFrame timeMs={lastFrameMs} />
        </p>
        <LastError lastError={source.lastError} />
      </footer>
      {protocol === 'mqtt' && <BrokerHint />}
    </article>
  );
}

interface CounterProps {
  readonly counter: (typeof COUNTERS)[number];
  readonly count: number;
}

function Counter({ counter, count }: CounterProps) {
  const words = useWords(statusWords);
  const { formats } = useLanguage();
  const abnormal = counter === 'rejected' && count > 0;
  return (
    <div className={abnormal ? 'counter is-abnormal' : 'counter'} data-counter={counter}>
      <dt>{words.counters[counter]}</dt>
      <dd>{formats.number.integer(count)}</dd>
    </div>
  );
}

function LastFrame({ timeMs }: { readonly timeMs: number | null }) {
  const words = useWords(statusWords);
  return timeMs === null ? words.never : <AgeText timeMs={timeMs} ago />;
}

function LastError({ lastError }: Pick<SourceView, 'lastError'>) {
  const words = useWords(statusWords);
  const { formats } = useLanguage();
  if (lastError === null) return <p className="no-error">{words.noError}</p>;
  const { reason, timeMs, count } = lastError;
  return (
    <div className="last-error">
      <p>
        <span className="label">{words.lastError}</span> <AgeText timeMs={timeMs} ago />
        <b>{words.times(formats.number.integer(count))}</b>
      </p>
      <p className="error-reason">{reason}</p>
    </div>
  );
}

/** A warning about what Varve cannot see: a broker does not say what it has dropped. */
function BrokerHint() {
  const words = useWords(statusWords);
  return (
    <details className="source-hint panel-body">
      <summary>{words.brokerHint}</summary>
      <p>{words.brokerKeeps}</p>
    </details>
  );
}
