/** `Marta Rincón` is MR, `operador-3` O3. */
export function initialsOf(name: string): string {
  const parts = name.split(/[\s.\-_]+/).filter(Boolean);
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined];
  return letters.map((part) => part?.charAt(0).toUpperCase() ?? '').join('');
}
