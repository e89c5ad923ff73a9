import {
  appendFrame,
  createFrameBuffer,
  createSampleBatch,
  framesDecoder,
  type FilterDefinition,
  type FrameBuffer,
  type SampleRuns,
  type SourceDefinition,
} from '@varve/protocols';
// The measured functions are internal to their package: an export for a bench would be open to everybody.
import { createFilterConfig } from '../../../packages/historian/src/filter/filter-config.ts';
import { filterSamples } from '../../../packages/historian/src/filter/filter-samples.ts';
import type { Filters } from '../../../packages/historian/src/filter/tag-filter.ts';
import { createFilterState, Phase } from '../../../packages/historian/src/filter/filter-state.ts';
import { createSnapshotTable } from '../../../packages/historian/src/live/snapshot-table.ts';
import {
  createSampleEncoder,
  type SampleStorage,
} from '../../../packages/historian/src/segment/sample-encoder.ts';
import type { Block } from '../../../packages/historian/src/spool/block.ts';
import { listTags } from '../../../packages/historian/src/tags/list-tags.ts';
import type { TagList } from '../../../packages/historian/src/tags/tag-list.ts';
import { createFrameFilter } from '../../../packages/historian/src/worker/frame-filter.ts';
import { tagRulesOf } from '../../../packages/historian/src/tags/tag-rules.ts';
import { lineCase } from './line-case.ts';
import { buildWorkload, type Workload } from '../ingest/workload.ts';
import { buildJsonWorkload } from '../json-workload.ts';
import type { Goal } from '../report.ts';

/** One measurement, on the same input every time. */
export interface MicroCase {
  readonly name: string;
  /** Samples in the input. */
  readonly sampleCount: number;
  readonly goal?: Goal;
  readonly run: () => void;
  /** Checksum of the last run's result: it keeps the work from being optimised away, and is the same for every run. */
  readonly checksum: () => number;
}

/** Size of a case's input. */
export interface MicroSize {
  readonly rows: number;
  readonly tags: number;
}

/** The size of a worker's buffer: a mebibyte of Modbus frames. */
export const FULL_SIZE: MicroSize = { rows: 230_000, tags: 1_000 };
export const SMOKE_SIZE: MicroSize = { rows: 300, tags: 100 };

const START_US = 1.75e15;
const MODBUS_GOAL: Goal = { atLeast: 15e6 };
const JSON_GOAL: Goal = { atLeast: 1e6 };
const EXCEPTION: FilterDefinition = { excDev: 0.4 };
const SWINGING_DOOR: FilterDefinition = { compDev: 1 };
const BOTH: FilterDefinition = { excDev: 0.4, compDev: 1 };

/** Makes all cases. */
export function microCases(size: MicroSize): MicroCase[] {
  const modbus = inputOf(buildWorkload({ ...size, startUs: START_US }));
  const json = inputOf(
    buildJsonWorkload({ rows: size.rows / 4, tags: size.tags, startUs: START_US, withTime: true }),
  );
  return [
    decodeCase('modbus.decode', modbus),
    decodeCase('json.decode', json),
    filterCase('filter.off', modbus, {}),
    filterCase('filter.exception', modbus, EXCEPTION),
    filterCase('filter.swingingDoor', modbus, SWINGING_DOOR),
    filterCase('filter.both', modbus, BOTH),
    encodeCase(modbus, 'rows'),
    encodeCase(modbus, 'segments'),
    lineCase('lines.read', size),
    wholeCase('modbus.decodeFilterEncode', modbus, {}, MODBUS_GOAL),
    wholeCase('modbus.decodeFilterEncode.segments', modbus, {}, MODBUS_GOAL, 'segments'),
    wholeCase('modbus.decodeFilterEncode.filtered', modbus, BOTH, MODBUS_GOAL),
    wholeCase('json.decodeFilterEncode', json, {}, JSON_GOAL),
    wholeCase('json.decodeFilterEncode.filtered', json, BOTH, JSON_GOAL),
  ];
}

/** A buffer of frames for a worker. */
interface Input {
  readonly list: TagList;
  readonly buffer: FrameBuffer;
  readonly sampleCount: number;
}

function inputOf({ sources, frames, rowCount }: Workload<SourceDefinition>): Input {
  const list = listTags(sources);
  const buffer = createFrameBuffer(0);
  const perSource = frames.map((ofSource, source) => {
    const { firstPlan, plans } = list.sources[source]!;
    return { firstPlan, planCount: plans.length, ofSource };
  });
  // Frames are in order of arrival: every source answers once a second.
  const seconds = perSource[0]!.ofSource.length / perSource[0]!.planCount;
  for (let second = 0; second < seconds; second++) {
    for (const { firstPlan, planCount, ofSource } of perSource) {
      for (const frame of ofSource.slice(second * planCount, (second + 1) * planCount)) {
        appendFrame(buffer, { ...frame, plan: firstPlan + frame.plan });
      }
    }
  }
  return { list, buffer, sampleCount: rowCount };
}

const refuseRejection = {
  rejected(plan: number, reason: string): void {
    throw new Error(`plan ${plan}: ${reason}`);
  },
  text: () => undefined,
};

function decodeCase(name: string, { list, buffer, sampleCount }: Input): MicroCase {
  const decode = framesDecoder(list.plans, list.tags.length);
  let runs: SampleRuns | undefined;
  return {
    name,
    sampleCount,
    run() {
      runs = decode(buffer.bytes, buffer.length, refuseRejection);
    },
    checksum: () => sumOf(runs?.samples.value ?? [], sampleCount),
  };
}

function decodeInput({ list, buffer }: Input): SampleRuns {
  return framesDecoder(list.plans, list.tags.length)(buffer.bytes, buffer.length, refuseRejection);
}

function filtersOf({ list }: Input, filter: FilterDefinition): Filters {
  const tags = list.tags.map((tag) => ({ ...tag, filter }));
  return { config: createFilterConfig(tags), state: createFilterState(tags.length) };
}

function filterCase(name: string, input: Input, filter: FilterDefinition): MicroCase {
  const { sampleCount } = input;
  const { samples, tags, starts, runCount } = decodeInput(input);
  const filters = filtersOf(input, filter);
  const output = createSampleBatch(sampleCount);
  const tagFilter = { ...filters, tag: 0, output };
  return {
    name,
    sampleCount,
    run() {
      filters.state.phase.fill(Phase.empty);
      output.length = 0;
      for (let run = 0; run < runCount; run++) {
        tagFilter.tag = tags[run]!;
        filterSamples(tagFilter, samples, starts[run]!, starts[run + 1]!);
      }
    },
    checksum: () => output.length,
  };
}

function encodeCase(input: Input, storage: SampleStorage): MicroCase {
  const { list, sampleCount } = input;
  const { samples } = decodeInput(input);
  const tagIds = Int32Array.from(list.tags, (_, position) => position + 1);
  const encoder = createSampleEncoder(storage);
  let block: Block | undefined;
  return {
    name: `encode.${storage}`,
    sampleCount,
    run() {
      block = encoder.encode({ ...samples, isNull: undefined }, tagIds);
    },
    checksum: () => sumOfBlock(block),
  };
}

/** The work of a worker on a buffer of frames, without the thread. */
function wholeCase(
  name: string,
  input: Input,
  filter: FilterDefinition,
  goal: Goal,
  storage: SampleStorage = 'rows',
): MicroCase {
  const { list, buffer, sampleCount } = input;
  const filters = filtersOf(input, filter);
  const tagIds = Int32Array.from(list.tags, (_, position) => position + 1);
  const frameFilter = createFrameFilter({
    plans: list.plans,
    sourceCount: list.sources.length,
    sourceOfPlan: list.sourceOfPlan,
    sourceOfTag: list.sourceOfTag,
    filters,
    snapshots: createSnapshotTable(list.tags.length),
    rules: tagRulesOf(list),
    futureLimitUs: 0,
  });
  const instant = { nowUs: 2 * START_US, elapsedUs: 1, isBehind: false };
  const encoder = createSampleEncoder(storage);
  let block: Block | undefined;
  return {
    name,
    sampleCount,
    goal,
    run() {
      filters.state.phase.fill(Phase.empty);
      const { samples } = frameFilter.filter(buffer.bytes, buffer.length, instant);
      block = encoder.encode({ ...samples, isNull: undefined }, tagIds);
    },
    checksum: () => sumOfBlock(block),
  };
}

function sumOfBlock(block: Block | undefined): number {
  return (block?.parts ?? []).reduce((sum, { tuples }) => sum + sumOf(tuples, tuples.length), 0);
}

function sumOf(values: ArrayLike<number>, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at++) sum += values[at]!;
  return sum;
}
