import { qualityOf } from '../format/quality.ts';
import type { Columns } from './series.ts';

/** A stretch of time over which a tag was not good. */
interface QualityStretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly quality: 'UNCERTAIN' | 'BAD';
}

/**
 * Finds where a series is bad or uncertain: from such a sample to the next of another class.
 *
 * @param endMs - where a stretch ends that nothing follows
 */
export function qualityStretches(
  { timesMs, statuses }: Columns,
  endMs: number,
): readonly QualityStretch[] {
  const stretches: QualityStretch[] = [];
  let start = 0;
  while (start < timesMs.length) {
    const quality = qualityOf(statuses[start]!);
    let end = start + 1;
    while (end < timesMs.length && qualityOf(statuses[end]!) === quality) end += 1;
    const toMs = Math.max(timesMs[end - 1]!, timesMs[end] ?? endMs);
    if (quality !== 'GOOD') stretches.push({ fromMs: timesMs[start]!, toMs, quality });
    start = end;
  }
  return stretches;
}

/** Joins stretches of several tags that touch, so that shading does not add up. */
export function joinStretches(
  stretches: readonly Pick<QualityStretch, 'fromMs' | 'toMs'>[],
): readonly Pick<QualityStretch, 'fromMs' | 'toMs'>[] {
  const joined: { fromMs: number; toMs: number }[] = [];
  for (const { fromMs, toMs } of stretches.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = joined.at(-1);
    if (last !== undefined && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else joined.push({ fromMs, toMs });
  }
  return joined;
}
