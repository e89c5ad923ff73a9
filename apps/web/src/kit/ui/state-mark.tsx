/** How worrying a state is. None of these is an alarm: an alarm has marks of its own. */
export type Severity = 'normal' | 'warning' | 'failed' | 'idle';

const SHAPES: Readonly<Record<Severity, React.ReactNode>> = {
  normal: <path d="M4 10.5 8 14.5 16 6" />,
  warning: <path d="M10 3.5 17.5 16.5h-15zM10 8v4M10 14.3h.01" />,
  failed: <path d="M4 4h12v12H4zM7 7l6 6M13 7l-6 6" />,
  idle: <path d="M5 10h10" />,
};

interface StateMarkProps {
  readonly severity: Severity;
  readonly label: string;
}

/** A state by shape, weight and word, without a hue. */
export function StateMark({ severity, label }: StateMarkProps) {
  return (
    <span className={`state-mark is-${severity}`}>
      <svg className="icon icon-small" viewBox="0 0 20 20" aria-hidden="true">
        {SHAPES[severity]}
      </svg>
      {label}
    </span>
  );
}
