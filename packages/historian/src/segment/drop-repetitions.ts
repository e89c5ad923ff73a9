import type { SampleColumns } from '../copy/sample-columns.ts';
import { isSameSample } from './segment-encoder.ts';

/** Removes samples that come twice. @param samples - in order of tag and time */
export function dropRepetitions(samples: SampleColumns): void {
  const { tag, time, value, status, isNull, length } = samples;
  let kept = firstOfOneTime(samples);
  for (let at = kept; at < length; at++) {
    tag[kept] = tag[at]!;
    time[kept] = time[at]!;
    value[kept] = value[at]!;
    status[kept] = status[at]!;
    isNull[kept] = isNull[at]!;
    if (!isRepeated(samples, kept)) kept++;
  }
  samples.length = kept;
}

/** Most have no two samples of a tag and a time: nothing has to be moved then. */
function firstOfOneTime({ tag, time, length }: SampleColumns): number {
  for (let at = 1; at < length; at++) {
    if (time[at] === time[at - 1] && tag[at] === tag[at - 1]) return at;
  }
  return length;
}

function isRepeated(samples: SampleColumns, at: number): boolean {
  const { tag, time } = samples;
  for (let before = at - 1; before >= 0; before--) {
    if (time[before] !== time[at] || tag[before] !== tag[at]) return false;
    if (isSameSample(samples, before, at)) return true;
  }
  return false;
}
