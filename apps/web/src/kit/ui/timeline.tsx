import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/language-context.ts';
import './timeline.css';

interface TimelineEntry {
  readonly key: string | number;
  readonly timeMs: number;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  /** One of those that the eye should find. @default false */
  readonly isMain?: boolean;
}

/** A few events beside a record, newest first. Many are a table. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  const { formats } = useLanguage();
  return (
    <ol className="timeline">
      {entries.map(({ key, timeMs, title, detail, isMain = false }) => (
        <li key={key} className={isMain ? 'is-main' : undefined}>
          <time dateTime={new Date(timeMs).toISOString()}>{formats.time.dateTime(timeMs)}</time>
          <div>
            {isMain ? <b>{title}</b> : title}
            {detail !== undefined && <div className="soft">{detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
