/** A text that a spreadsheet would take for a formula, also after spaces, or for a command of an older program. */
const ACTIVE = /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^\p{Cc}/u;

/**
 * Writes a line of CSV (RFC 4180), each cell in quotes.
 *
 * A text that a spreadsheet would run has an apostrophe in front, as OWASP advises against CSV injection: it shows as it was written.
 * A number is none: it stays one, below zero too.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(text: string | number | null): string {
  if (text === null) return '';
  if (typeof text === 'number') return `"${text}"`;
  const inert = ACTIVE.test(text) ? `'${text}` : text;
  return `"${inert.replaceAll('"', '""')}"`;
}
