import { numberOfBits, type SlowSample } from './slow-segment.ts';

/** A bucket as `timeseries.aggregate` gives it; null where it has no figure. */
export interface SlowBucket {
  readonly us: number;
  readonly samples: number;
  readonly good: number;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly average: number | null;
  readonly deviation: number | null;
  readonly total: number | null;
  readonly weighted: number | null;
  readonly seconds: number;
}

export interface AggregateQuestion {
  readonly fromUs: number;
  readonly toUs: number;
  readonly widthUs: number;
  readonly isLinear: boolean;
}

interface Point {
  readonly time: number;
  readonly value: number;
  readonly counts: boolean;
}

/** Aggregates samples in order of time, of which no two have one time, by the definitions. The span lies in the past. */
export function slowAggregate(
  samples: readonly SlowSample[],
  question: AggregateQuestion,
): SlowBucket[] {
  const { fromUs, toUs, widthUs, isLinear } = question;
  const points = samples
    .map(({ time, bits, status }): Point => {
      const value = bits === undefined ? NaN : numberOfBits(bits);
      return { time, value, counts: status >= 0 && status < 2 ** 30 && Number.isFinite(value) };
    })
    .filter(({ time }) => time < toUs);
  const before = points.filter(({ time }) => time < fromUs).at(-1);
  const inside = points.filter(({ time }) => time >= fromUs);
  const lines = linesThrough(before === undefined ? inside : [before, ...inside], toUs, isLinear);
  const found: SlowBucket[] = [];
  for (let us = fromUs; us < toUs; us += widthUs) {
    const bucket = { us, endUs: us + widthUs };
    const known = aggregateBucket(
      inside.filter(({ time }) => time >= us && time < bucket.endUs),
      lines.filter((line) => line.from < bucket.endUs && line.to > us),
      bucket,
    );
    if (known.samples > 0 || known.seconds > 0) found.push(known);
  }
  return found;
}

interface Line {
  readonly from: number;
  readonly to: number;
  at(time: number): number;
}

/** Values with the spans for which they hold: from each sample that counts to the next, or to the end. */
function linesThrough(points: readonly Point[], endUs: number, isLinear: boolean): Line[] {
  return points.flatMap((point, at) => {
    const next = points[at + 1];
    if (!point.counts) return [];
    const slope =
      isLinear && next?.counts === true ? (next.value - point.value) / (next.time - point.time) : 0;
    const valueAt = (time: number) => point.value + slope * (time - point.time);
    return [{ from: point.time, to: next?.time ?? endUs, at: valueAt }];
  });
}

function aggregateBucket(
  points: readonly Point[],
  lines: readonly Line[],
  { us, endUs }: { readonly us: number; readonly endUs: number },
): SlowBucket {
  const good = points.filter(({ counts }) => counts).map(({ value }) => value);
  const sum = (terms: readonly number[]) => terms.reduce((total, term) => total + term, 0);
  const orNull = (number: number) => (good.length > 0 ? number : null);
  const mean = sum(good) / good.length;
  const cuts = lines.map((line) => {
    const [from, to] = [Math.max(line.from, us), Math.min(line.to, endUs)];
    return { seconds: (to - from) / 1e6, middle: line.at((from + to) / 2) };
  });
  const seconds = sum(cuts.map((cut) => cut.seconds));
  return {
    us,
    samples: points.length,
    good: good.length,
    minimum: orNull(Math.min(...good)),
    maximum: orNull(Math.max(...good)),
    average: orNull(mean),
    deviation:
      good.length > 1 ? Math.sqrt(sum(good.map((g) => (g - mean) ** 2)) / (good.length - 1)) : null,
    total: orNull(sum(good)),
    weighted: seconds > 0 ? sum(cuts.map((cut) => cut.seconds * cut.middle)) / seconds : null,
    seconds,
  };
}
