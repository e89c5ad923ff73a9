import type { OpcUaSample } from '../../opcua/opc-ua-data-value.ts';
import { packSampleFrame, type FrameSample } from '../../frame/sample-frame-plan.ts';
import type { OpcUaSourceDefinition } from '../../definition/opc-ua-source-definition.ts';
import { OUR_TIME_BIT, StatusCode } from '../../sample/status-code.ts';
import { packTextFrame, type TextSample } from '../../frame/text-frame-plan.ts';
import type { DriverHost } from '../driver.ts';

// A large server sends more at once than a shard takes.
const MOST_SAMPLES_PER_FRAME = 8_192;
// The numbers that `planSource` gives.
const NUMBERS_PLAN = 0;
const TEXTS_PLAN = 1;

/** Collects samples of a source's tags, and pushes them as frames. */
export interface OpcUaFrames {
  /** @param tag - number of the tag in its source */
  add(tag: number, sample: OpcUaSample<number | string>): void;
  /** Gives the time of a tag's newest sample in its device's time line, microseconds since 1970; -Infinity before the first. */
  newestUs(tag: number): number;
  /** Whether a tag holds texts; undefined for an unknown tag. */
  isText(tag: number): boolean | undefined;
  /** Pushes the added samples. */
  flush(): void;
}

/** Makes the collector of a source's samples. */
export function createOpcUaFrames(source: OpcUaSourceDefinition, host: DriverHost): OpcUaFrames {
  const entries = entriesOf(source);
  const newest = new Float64Array(entries.length).fill(Number.NEGATIVE_INFINITY);
  let numbers: FrameSample[] = [];
  let texts: TextSample[] = [];
  const push = (plan: number, payload: Uint8Array): void => {
    host.push({ plan, receivedUs: host.nowUs(), status: StatusCode.good, payload });
  };
  return {
    newestUs: (tag) => newest[tag]!,
    isText: (tag) => entries[tag]?.isText,
    add(tag, { timeUs, value, status }) {
      const { isText, number } = entries[tag]!;
      if (isText) texts.push({ tag: number, timeUs, status, value: (value as string) ?? null });
      else numbers.push({ tag: number, timeUs, status, value: (value as number) ?? Number.NaN });
      if ((status & OUR_TIME_BIT) === 0 && timeUs > newest[tag]!) newest[tag] = timeUs;
    },
    flush() {
      for (const some of inParts(numbers)) push(NUMBERS_PLAN, packSampleFrame(some));
      for (const some of inParts(texts)) push(TEXTS_PLAN, packTextFrame(some));
      numbers = [];
      texts = [];
    },
  };
}

/** Counts the plans of a source: texts have a plan of their own. */
export function planCountOf({ tags }: OpcUaSourceDefinition): number {
  return tags.some(({ dataType }) => dataType === 'text') ? TEXTS_PLAN + 1 : NUMBERS_PLAN + 1;
}

function* inParts<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += MOST_SAMPLES_PER_FRAME) {
    yield items.slice(at, at + MOST_SAMPLES_PER_FRAME);
  }
}

/** A tag's kind, and its number among the tags of that kind. */
interface PlanEntry {
  readonly isText: boolean;
  readonly number: number;
}

/** Numbers the tags as `planSource` does. */
function entriesOf({ tags }: OpcUaSourceDefinition): readonly PlanEntry[] {
  let numbers = 0;
  let texts = 0;
  return tags.map(({ dataType }) => {
    const isText = dataType === 'text';
    return { isText, number: isText ? texts++ : numbers++ };
  });
}
