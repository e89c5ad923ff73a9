/** The address of the list of sessions: `q=ana`. */
interface SessionSearch {
  readonly q?: string;
}

const MOST_CHARACTERS = 200;

/** Reads the address, leaving out whatever makes no sense. */
export function readSessionSearch({ q }: Record<string, unknown>): SessionSearch {
  return typeof q === 'string' && q !== '' ? { q: q.slice(0, MOST_CHARACTERS) } : {};
}
