import { qualityOf } from '../format/quality.ts';

/** The class that a value wears for its status, with a space before it: hatched where it is Bad, dotted where it is Uncertain, none where it is Good. */
export function qualityClass(status: number | undefined): '' | ' is-bad' | ' is-uncertain' {
  const quality = status === undefined ? 'GOOD' : qualityOf(status);
  if (quality === 'BAD') return ' is-bad';
  return quality === 'UNCERTAIN' ? ' is-uncertain' : '';
}
