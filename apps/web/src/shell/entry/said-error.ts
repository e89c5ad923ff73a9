import { refusalOf } from '../../kit/ui/refusal.ts';

/** Puts a page's own words in the place of what the server said. A server that does not answer keeps the kit's. */
export function saidError(error: unknown, text: string | undefined): unknown {
  if (text === undefined || !refusalOf(error).isAnswered) return error;
  return Object.assign(new Error(text, { cause: error }), { data: { reason: 'SAID' } });
}
