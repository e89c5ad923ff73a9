import { useId } from 'react';
import type { ReactNode } from 'react';

interface SettingsPanelProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** One matter of the account. */
export function SettingsPanel({ title, children }: SettingsPanelProps) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <header className="panel-header">
        <h2 id={id}>{title}</h2>
      </header>
      <div className="panel-body">{children}</div>
    </section>
  );
}
