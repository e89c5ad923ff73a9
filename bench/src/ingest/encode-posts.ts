import { decimalsOf } from '../peer/sample-set.ts';
import {
  buildWorkload,
  TAGS_PER_REQUEST,
  US_PER_SECOND,
  type WorkloadOptions,
} from './workload.ts';

/** Format of posts to a peer: line protocol, or JSON lines of arrays that VictoriaMetrics imports. */
export type PeerFormat = 'line' | 'json';

const LINES_PER_POST = 10_000;
/** A tag's samples in a line of JSON. */
const SAMPLES_PER_LINE = 500;
const JSON_LINES_PER_POST = 100;

/** Values of a tag by scan, written so that they are read back whole. */
interface Decimals {
  readonly scanCount: number;
  readonly tagCount: number;
  readonly at: (tag: number, scan: number) => string;
}

/** How a peer is to be given samples. */
export interface PostOptions extends WorkloadOptions {
  readonly format: PeerFormat;
  /** Whether the float32 are written as the shortest decimals, else as the doubles that they are. */
  readonly isShortest: boolean;
}

/** Encodes the samples of Varve's own frames, a second apart, as bodies of posts in order of time. */
export function encodePosts(options: PostOptions): Buffer[] {
  const { format } = options;
  const decimals = decimalsOfFrames(options);
  return format === 'line'
    ? encodeLines(decimals, options.startUs)
    : encodeArrays(decimals, options.startUs);
}

/** Values are never the same ones over again: a peer that compresses long blocks would notice. */
function decimalsOfFrames(options: PostOptions): Decimals {
  const { frames, sources, rowCount, tagCount } = buildWorkload(options);
  const scanCount = rowCount / tagCount;
  const values = new Float32Array(rowCount);
  let firstTag = 0;
  for (const [source, ofSource] of frames.entries()) {
    for (const { plan, payload, receivedUs } of ofSource) {
      const scan = (receivedUs - options.startUs) / US_PER_SECOND;
      const first = scan * tagCount + firstTag + plan * TAGS_PER_REQUEST;
      const view = new DataView(payload.buffer);
      for (let at = 2; at < payload.length; at += 4)
        values[first + (at - 2) / 4] = view.getFloat32(at);
    }
    firstTag += sources[source]!.tags.length;
  }
  const decimalOf = decimalsOf({ isSingle: options.isShortest });
  return { scanCount, tagCount, at: (tag, scan) => decimalOf(values[scan * tagCount + tag]!) };
}

function encodeLines({ scanCount, tagCount, at }: Decimals, startUs: number): Buffer[] {
  const bodies: Buffer[] = [];
  let lines: string[] = [];
  for (let scan = 0; scan < scanCount; scan++) {
    const timeMs = (startUs + scan * US_PER_SECOND) / 1_000;
    for (let tag = 0; tag < tagCount; tag++)
      lines.push(`s,tag=${tag} v=${at(tag, scan)} ${timeMs}`);
    if (lines.length < LINES_PER_POST && scan < scanCount - 1) continue;
    bodies.push(Buffer.from(lines.join('\n')));
    lines = [];
  }
  return bodies;
}

/** Source: VictoriaMetrics documentation, "How to import data in JSON line format". */
function encodeArrays({ scanCount, tagCount, at }: Decimals, startUs: number): Buffer[] {
  const bodies: Buffer[] = [];
  let lines: string[] = [];
  for (let first = 0; first < scanCount; first += SAMPLES_PER_LINE) {
    const count = Math.min(SAMPLES_PER_LINE, scanCount - first);
    const places = Array.from({ length: count }, (_, place) => first + place);
    const times = places.map((scan) => (startUs + scan * US_PER_SECOND) / 1_000).join(',');
    for (let tag = 0; tag < tagCount; tag++) {
      const numbers = places.map((scan) => at(tag, scan)).join(',');
      lines.push(
        `{"metric":{"__name__":"s_v","tag":"${tag}"},"values":[${numbers}],"timestamps":[${times}]}`,
      );
      if (lines.length < JSON_LINES_PER_POST && tag < tagCount - 1) continue;
      bodies.push(Buffer.from(lines.join('\n')));
      lines = [];
    }
  }
  return bodies;
}
