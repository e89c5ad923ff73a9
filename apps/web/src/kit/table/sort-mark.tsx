/** A triangle at the column that the rows are sorted by; its room is kept at the others. */
export function SortMark({ direction }: { readonly direction: 'ascending' | 'descending' | null }) {
  return (
    <svg viewBox="0 0 8 8" aria-hidden="true" className={`sort-mark ${direction ?? 'is-idle'}`}>
      <path d="M4 1.5 7 6.5H1z" fill="currentColor" />
    </svg>
  );
}
