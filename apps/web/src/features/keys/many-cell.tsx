interface ManyCellProps {
  readonly items: readonly string[];
  /** Says how many there are. */
  readonly summary: string;
}

/** A few names as they are; more of them below their number. */
export function ManyCell({ items, summary }: ManyCellProps) {
  if (items.length < 3) return <span className="key-names">{items.join(', ')}</span>;
  return (
    <details className="key-names">
      <summary>{summary}</summary>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </details>
  );
}
