import type { ReactNode } from 'react';
import { AgeText } from '../../kit/clock/age-text.tsx';
import type { HealthView } from '../../api/contract.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { StateMark } from '../../kit/ui/state-mark.tsx';
import type { Severity } from '../../kit/ui/state-mark.tsx';
import { useWords } from '../../kit/i18n/use-words.ts';
import { statusWords } from './status-words.ts';

const SEVERITY: Readonly<Record<HealthView['status'], Severity>> = {
  healthy: 'normal',
  degraded: 'warning',
  unhealthy: 'failed',
};

const SECOND_MS = 1_000;

export function HealthSummary({ health }: { readonly health: HealthView }) {
  const words = useWords(statusWords);
  const { formats } = useLanguage();
  const { status, database, version, uptimeSeconds } = health;
  return (
    <dl className="tiles">
      <Tile label={words.overall}>
        <span aria-live="polite">
          <StateMark severity={SEVERITY[status]} label={words.states[status]} />
        </span>
      </Tile>
      <Tile label={words.database} note={database.engine}>
        <StateMark
          severity={database.state === 'connected' ? 'normal' : 'failed'}
          label={words.databaseStates[database.state]}
        />
      </Tile>
      <CollectorTiles collectors={health.collectors} />
      <Latency latencyMs={health.latencyMs} />
      <Tile label={words.uptime}>{formats.duration.long(uptimeSeconds * SECOND_MS)}</Tile>
      <ClockTile clock={health.clock} />
      <Tile label={words.version}>{version}</Tile>
    </dl>
  );
}

const COLLECTOR_SEVERITY: Readonly<Record<HealthView['collectors'][number]['state'], Severity>> = {
  working: 'normal',
  silent: 'failed',
  stopped: 'warning',
};

function CollectorTiles({ collectors }: Pick<HealthView, 'collectors'>) {
  const { collector, collectorStates, collectorNone } = useWords(statusWords);
  if (collectors.length === 0)
    return (
      <Tile label={collector}>
        <StateMark severity="failed" label={collectorNone} />
      </Tile>
    );
  // Two collectors may run on one machine.
  return collectors.map(({ host, state, heardAtMs }, place) => (
    <Tile
      key={place}
      label={collector}
      note={
        <>
          {host}
          {state !== 'working' && (
            <>
              , <AgeText timeMs={heardAtMs} ago />
            </>
          )}
        </>
      }
    >
      <StateMark severity={COLLECTOR_SEVERITY[state]} label={collectorStates[state]} />
    </Tile>
  ));
}

function Latency({ latencyMs }: Pick<HealthView, 'latencyMs'>) {
  const words = useWords(statusWords);
  const { formats } = useLanguage();
  const { latency, latencyNone, median, p95 } = words;
  const milliseconds = (value: number): string => `${formats.number.integer(value)}\u00a0ms`;
  if (latencyMs === null) return <Tile label={latency}>{latencyNone}</Tile>;
  return (
    <Tile label={latency} note={p95(milliseconds(latencyMs.p95))}>
      {median(milliseconds(latencyMs.p50))}
    </Tile>
  );
}

function ClockTile({ clock }: Pick<HealthView, 'clock'>) {
  const words = useWords(statusWords);
  const { unsuspected, behind, unknown } = words.clockStates;
  if (clock === null)
    return (
      <Tile label={words.clock}>
        <StateMark severity="warning" label={unknown} />
      </Tile>
    );
  return (
    <Tile label={words.clock} note={<LastStep lastStep={clock.lastStep} />}>
      <StateMark
        severity={clock.isBehind ? 'warning' : 'normal'}
        label={clock.isBehind ? behind : unsuspected}
      />
    </Tile>
  );
}

function LastStep({ lastStep }: Pick<NonNullable<HealthView['clock']>, 'lastStep'>) {
  const words = useWords(statusWords);
  const { formats } = useLanguage();
  const { clockNeverSet, clockForward, clockBack } = words;
  if (lastStep === null) return clockNeverSet;
  const { byMs, timeMs } = lastStep;
  const step = byMs < 0 ? clockBack : clockForward;
  return (
    <>
      {step(formats.duration.long(Math.abs(byMs)))}, <AgeText timeMs={timeMs} ago />
    </>
  );
}

interface TileProps {
  readonly label: string;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

function Tile({ label, note, children }: TileProps) {
  return (
    <div className="tile">
      <dt>{label}</dt>
      <dd>
        {children}
        {note !== undefined && <span className="tile-note">{note}</span>}
      </dd>
    </div>
  );
}
