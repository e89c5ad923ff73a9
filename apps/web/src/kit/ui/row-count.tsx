import { useLanguage } from '../i18n/language-context.ts';

interface RowCountProps {
  /** Undefined while it is not known: nothing is said, and no 0. */
  readonly count: number | undefined;
  /** Says a number, which is given as it is written and as it is. */
  readonly text: (written: string, count: number) => string;
}

/** How many rows a page shows. */
export function RowCount({ count, text }: RowCountProps) {
  const { integer } = useLanguage().formats.number;
  return <span aria-live="polite">{count !== undefined && text(integer(count), count)}</span>;
}
