/** A text that a spreadsheet would take for a formula, also after spaces. */
const ACTIVE = /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^\p{Cc}/u;

/** Writes rows as CSV that spreadsheets open with their letters right. What a spreadsheet would run has an apostrophe in front. */
export function csvText(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => {
    const inert = ACTIVE.test(text) ? `'${text}` : text;
    return `"${inert.replaceAll('"', '""')}"`;
  };
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}
