import { OUR_TIME_BIT, StatusCode } from '../sample/status-code.ts';
import type { OpcUaSample } from './opc-ua-data-value.ts';

type Sample = OpcUaSample<number | string>;

/** A clock may be coarse, and a device may take several values at once. */
const COARSEST_STAMP_US = 1_000_000;

/**
 * Makes a watch for source times that stand still while values change: such a time belongs to none of the values. Samples then get the
 * server's time, and a Good sample with a new value becomes Uncertain, since the time of its change is unknown.
 *
 * @param tagCount - tags of the source
 * @returns takes each notified sample and the server's clock, and gives the sample to store
 */
export function createStampWatch(
  tagCount: number,
): (tag: number, sample: Sample, serverUs: number) => Sample {
  const stampUs = new Float64Array(tagCount).fill(Number.NaN);
  const sinceUs = new Float64Array(tagCount);
  const values: (number | string | undefined)[] = Array.from({ length: tagCount });
  const statuses = new Int32Array(tagCount);
  return (tag, sample, serverUs) => {
    if ((sample.status & OUR_TIME_BIT) !== 0) return sample;
    const isSameStamp = sample.timeUs === stampUs[tag];
    const isSameValue = Object.is(sample.value, values[tag]);
    const isSame = isSameStamp && isSameValue && sample.status === statuses[tag];
    values[tag] = sample.value;
    statuses[tag] = sample.status;
    if (!isSameStamp) {
      stampUs[tag] = sample.timeUs;
      sinceUs[tag] = serverUs;
    }
    const stoodUs = serverUs - sinceUs[tag]!;
    if (isSame || stoodUs < COARSEST_STAMP_US) return sample;
    const isDoubtful = !isSameValue && sample.status >= 0 && sample.status < StatusCode.uncertain;
    const status = isDoubtful ? StatusCode.uncertain : sample.status;
    return { ...sample, timeUs: serverUs, status: status | OUR_TIME_BIT };
  };
}
