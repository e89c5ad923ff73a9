import type { Frame, ModbusSourceDefinition, SourceDefinition } from '@varve/protocols';

/** Frames that an ingest bench feeds. */
export interface Workload<Source extends SourceDefinition = ModbusSourceDefinition> {
  readonly sources: readonly Source[];
  /** Frames of each source in order of time: one response of each of its requests for every second. */
  readonly frames: readonly (readonly Frame[])[];
  readonly tagCount: number;
  readonly rowCount: number;
}

/** Options of a workload. */
export interface WorkloadOptions {
  readonly rows: number;
  readonly tags: number;
  /** Time of the first sample, microseconds since 1970; samples are a second apart. */
  readonly startUs: number;
}

/** float32 values in one response: 124 of the 125 registers that the protocol allows. */
export const TAGS_PER_REQUEST = 62;
const REQUESTS_PER_SOURCE = 2;
const READ_HOLDING_REGISTERS = 3;
export const US_PER_SECOND = 1e6;

/** Builds Modbus responses of random walks (float32, ABCD) in advance. */
export function buildWorkload({ rows, tags, startUs }: WorkloadOptions): Workload {
  const sources = buildSources(tags);
  const seconds = Math.max(1, Math.round(rows / tags));
  const walk = Float32Array.from({ length: tags }, (_, tag) => 100 + tag);
  const random = mulberry32(1);
  const frames: Frame[][] = sources.map(() => []);
  for (let second = 0; second < seconds; second++) {
    for (let tag = 0; tag < tags; tag++) walk[tag]! += random() - 0.5;
    let firstTag = 0;
    for (const [source, { tags: sourceTags }] of sources.entries()) {
      let plan = 0;
      for (let at = 0; at < sourceTags.length; at += TAGS_PER_REQUEST, plan++) {
        const count = Math.min(TAGS_PER_REQUEST, sourceTags.length - at);
        const payload = packResponse(walk, firstTag + at, count);
        frames[source]!.push({
          plan,
          receivedUs: startUs + second * US_PER_SECOND,
          status: 0,
          payload,
        });
      }
      firstTag += sourceTags.length;
    }
  }
  return { sources, frames, tagCount: tags, rowCount: seconds * tags };
}

/** A workload that is fed over and over, each turn later by its own length: what is not newer would take the path of late samples. */
export interface Turns<Source extends SourceDefinition = ModbusSourceDefinition> {
  readonly workload: Workload<Source>;
  /** How many turns came before. */
  readonly first: number;
  readonly count: number;
}

/** How much later the samples of a turn are than those of the one before, in microseconds. */
export function turnUs({ rowCount, tagCount }: Pick<Workload, 'rowCount' | 'tagCount'>): number {
  return (US_PER_SECOND * rowCount) / tagCount;
}

function buildSources(tagCount: number): ModbusSourceDefinition[] {
  const perSource = TAGS_PER_REQUEST * REQUESTS_PER_SOURCE;
  return Array.from({ length: Math.ceil(tagCount / perSource) }, (_, source) => ({
    name: `device-${source}`,
    protocol: 'modbus' as const,
    host: '127.0.0.1',
    tags: Array.from({ length: Math.min(perSource, tagCount - source * perSource) }, (_, tag) => ({
      name: `device-${source}/tag-${tag}`,
      // A gap of more than the planner bridges: each request is one plan.
      address: 2 * tag + 100 * Math.floor(tag / TAGS_PER_REQUEST),
    })),
  }));
}

function packResponse(values: Float32Array, first: number, count: number): Uint8Array {
  const payload = new Uint8Array(2 + 4 * count);
  const view = new DataView(payload.buffer);
  payload[0] = READ_HOLDING_REGISTERS;
  payload[1] = 4 * count;
  for (let tag = 0; tag < count; tag++) view.setFloat32(2 + 4 * tag, values[first + tag]!);
  return payload;
}

/** A small generator of numbers from 0 to 1: the same seed gives the same bench. */
export function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
