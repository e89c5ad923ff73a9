/** How worrying a state is. */
export type Severity = 'normal' | 'warning' | 'alarm' | 'idle';

const SHAPES: Readonly<Record<Severity, React.ReactNode>> = {
  normal: <path d="m2.5 6.5 2.5 2.5 5-6" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  warning: <path d="M6 1 11.5 11H.5z" fill="currentColor" />,
  alarm: (
    <>
      <rect x="0.5" y="0.5" width="11" height="11" rx="2" fill="currentColor" />
      <path d="m3.4 3.4 5.2 5.2m0-5.2L3.4 8.6" stroke="var(--badge-cut)" strokeWidth="1.6" />
    </>
  ),
  idle: <path d="M2 6h8" stroke="currentColor" strokeWidth="2" />,
};

interface StateMarkProps {
  readonly severity: Severity;
  readonly label: string;
}

/** A state by shape and word; colour only where it is abnormal. */
export function StateMark({ severity, label }: StateMarkProps) {
  return (
    <span className={`state-mark is-${severity}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        {SHAPES[severity]}
      </svg>
      {label}
    </span>
  );
}
