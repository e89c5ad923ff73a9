import {
  buildWorkload,
  TAGS_PER_REQUEST,
  US_PER_SECOND,
  type WorkloadOptions,
} from './workload.ts';

/** Format of posts to a peer: line protocol, or JSON lines of arrays that VictoriaMetrics imports. */
export type PeerFormat = 'line' | 'json';

const LINES_PER_POST = 10_000;
/** Scans whose values are built: longer runs have them over again, as Varve's frames do. */
const MOST_SCANS = 1_000;
/** A tag's samples in a line of JSON. */
const SAMPLES_PER_LINE = 500;
const JSON_LINES_PER_POST = 100;

/** Encodes the samples of Varve's own frames, a second apart, as bodies of posts in order of time. */
export function encodePosts(format: PeerFormat, options: WorkloadOptions): Buffer[] {
  const scans = Math.max(1, Math.round(options.rows / options.tags));
  const values = decimalsOf({ ...options, rows: Math.min(scans, MOST_SCANS) * options.tags });
  return format === 'line'
    ? encodeLines(values, scans, options.startUs)
    : encodeArrays(values, scans, options.startUs);
}

/** Values as decimals, by tag and scan. Nine digits are a float32, whole. */
function decimalsOf(options: WorkloadOptions): string[][] {
  const { frames, sources } = buildWorkload(options);
  const values = Array.from({ length: options.tags }, (): string[] => []);
  let firstTag = 0;
  for (const [source, ofSource] of frames.entries()) {
    for (const { plan, payload } of ofSource) {
      const view = new DataView(payload.buffer);
      for (let at = 2; at < payload.length; at += 4) {
        const tag = firstTag + plan * TAGS_PER_REQUEST + (at - 2) / 4;
        values[tag]!.push(view.getFloat32(at).toPrecision(9));
      }
    }
    firstTag += sources[source]!.tags.length;
  }
  return values;
}

function encodeLines(values: readonly string[][], scans: number, startUs: number): Buffer[] {
  const bodies: Buffer[] = [];
  let lines: string[] = [];
  for (let scan = 0; scan < scans; scan++) {
    const timeMs = (startUs + scan * US_PER_SECOND) / 1_000;
    for (const [tag, ofTag] of values.entries()) {
      lines.push(`s,tag=${tag} v=${ofTag[scan % ofTag.length]} ${timeMs}`);
    }
    if (lines.length < LINES_PER_POST && scan < scans - 1) continue;
    bodies.push(Buffer.from(lines.join('\n')));
    lines = [];
  }
  return bodies;
}

/** Source: VictoriaMetrics documentation, "How to import data in JSON line format". */
function encodeArrays(values: readonly string[][], scans: number, startUs: number): Buffer[] {
  const bodies: Buffer[] = [];
  const scansOfValues = values[0]!.length;
  let lines: string[] = [];
  for (let first = 0; first < scans; first += SAMPLES_PER_LINE) {
    const count = Math.min(SAMPLES_PER_LINE, scans - first);
    const places = Array.from({ length: count }, (_, place) => first + place);
    const times = places.map((scan) => (startUs + scan * US_PER_SECOND) / 1_000).join(',');
    for (const [tag, ofTag] of values.entries()) {
      const numbers = places.map((scan) => ofTag[scan % scansOfValues]).join(',');
      lines.push(
        `{"metric":{"__name__":"s_v","tag":"${tag}"},"values":[${numbers}],"timestamps":[${times}]}`,
      );
      if (lines.length < JSON_LINES_PER_POST && tag < values.length - 1) continue;
      bodies.push(Buffer.from(lines.join('\n')));
      lines = [];
    }
  }
  return bodies;
}
