import type { ReactNode } from 'react';
import type { HealthView } from '../contract.ts';
import { useLanguage } from '../i18n/language-context.ts';
import { StateMark } from './state-mark.tsx';
import type { Severity } from './state-mark.tsx';

const SEVERITY: Readonly<Record<HealthView['status'], Severity>> = {
  healthy: 'normal',
  degraded: 'warning',
  unhealthy: 'alarm',
};

const SECOND_MS = 1_000;

export function HealthSummary({ health }: { readonly health: HealthView }) {
  const { words, formats } = useLanguage();
  const { status, database, version, uptimeSeconds } = health;
  return (
    <dl className="tiles">
      <Tile label={words.status.overall}>
        <span aria-live="polite">
          <StateMark severity={SEVERITY[status]} label={words.status.states[status]} />
        </span>
      </Tile>
      <Tile label={words.status.database} note={database.engine}>
        <StateMark
          severity={database.state === 'connected' ? 'normal' : 'alarm'}
          label={words.status.databaseStates[database.state]}
        />
      </Tile>
      <Latency latencyMs={health.latencyMs} />
      <Tile label={words.status.uptime}>{formats.duration.long(uptimeSeconds * SECOND_MS)}</Tile>
      <Tile label={words.status.version}>{version}</Tile>
    </dl>
  );
}

function Latency({ latencyMs }: Pick<HealthView, 'latencyMs'>) {
  const { words, formats } = useLanguage();
  const { latency, latencyNone, median, p95 } = words.status;
  const milliseconds = (value: number): string => `${formats.number.integer(value)}\u00a0ms`;
  if (latencyMs === null) return <Tile label={latency}>{latencyNone}</Tile>;
  return (
    <Tile label={latency} note={p95(milliseconds(latencyMs.p95))}>
      {median(milliseconds(latencyMs.p50))}
    </Tile>
  );
}

interface TileProps {
  readonly label: string;
  readonly note?: string;
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
