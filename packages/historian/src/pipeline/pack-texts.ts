import { packTextFrame, TEXT_RECORD_BYTES, type TextSample } from '@varve/protocols';
import { HistorianError } from '../historian-error.ts';
import { TagKind, type TagList } from '../tags/tag-list.ts';
import type { DirectFrame } from './direct-frame.ts';
import { isStorableTime, STORABLE_TIMES } from '../tags/is-storable-time.ts';

/** Longest text: a frame stays well below what a shard takes at once. */
export const MOST_TEXT_BYTES = 1_048_576;

/** Refuses texts that cannot be stored. @throws HistorianError SAMPLE_INVALID with the sample's place */
export function refuseInvalidTexts(samples: readonly TextSample[], { kinds }: TagList): void {
  for (const [index, { tag, timeUs, value }] of samples.entries()) {
    refuseUnless(index, kinds[tag] === TagKind.text, 'a text tag that is there', tag);
    refuseUnless(index, isStorableTime(timeUs), STORABLE_TIMES, timeUs);
    refuseUnless(index, value === null || typeof value === 'string', 'a text or null', value);
    const byteCount = value === null ? 0 : Buffer.byteLength(value);
    const most = `a text of at most ${MOST_TEXT_BYTES} bytes`;
    refuseUnless(index, byteCount <= MOST_TEXT_BYTES, most, `${byteCount} bytes`);
  }
}

function refuseUnless(index: number, isRight: boolean, expected: string, came: unknown): void {
  if (isRight) return;
  throw new HistorianError(
    'SAMPLE_INVALID',
    `text ${index}: expected ${expected}, got ${String(came)}`,
  );
}

/** Packs texts into frames of one source each, in their order within a source. */
export function packTexts(samples: readonly TextSample[], { sourceOfTag }: TagList): DirectFrame[] {
  const frames: DirectFrame[] = [];
  const bySource = Map.groupBy(samples, ({ tag }) => sourceOfTag[tag]!);
  for (const [source, ofSource] of bySource) {
    let open: TextSample[] = [];
    let byteCount = 0;
    for (const sample of ofSource) {
      const more = TEXT_RECORD_BYTES + Buffer.byteLength(sample.value ?? '');
      if (open.length > 0 && byteCount + more > MOST_TEXT_BYTES) {
        frames.push({ source, payload: packTextFrame(open) });
        open = [];
        byteCount = 0;
      }
      open.push(sample);
      byteCount += more;
    }
    frames.push({ source, payload: packTextFrame(open) });
  }
  return frames;
}
