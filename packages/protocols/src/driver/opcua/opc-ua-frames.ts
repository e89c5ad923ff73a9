import type { OpcUaSample } from '../../opcua/opc-ua-data-value.ts';
import { packSampleFrame, type FrameSample } from '../../frame/sample-frame-plan.ts';
import type { OpcUaSourceDefinition } from '../../definition/opc-ua-source-definition.ts';
import { OUR_TIME_BIT, StatusCode } from '../../sample/status-code.ts';
import { packTextFrame, type TextSample } from '../../frame/text-frame-plan.ts';
import type { DriverHost } from '../driver.ts';

// A shard takes less than a large server sends at once.
const MOST_SAMPLES_PER_FRAME = 8_192;
// As `planSource` numbers them.
const NUMBERS_PLAN = 0;
const TEXTS_PLAN = 1;

/** Samples of a source's tags, on their way into frames. */
export interface OpcUaFrames {
  /** @param tag - number of the tag in its source */
  add(tag: number, sample: OpcUaSample<number | string>): void;
  /** Time of a tag's newest sample in its device's time line, microseconds since 1970; -Infinity when there was none yet. */
  newestUs(tag: number): number;
  /** Whether a tag holds texts; undefined when there is no such tag. */
  isText(tag: number): boolean | undefined;
  /** Pushes what was added. */
  flush(): void;
}

/** Makes the frames of a source. */
export function createOpcUaFrames(source: OpcUaSourceDefinition, host: DriverHost): OpcUaFrames {
  const places = placesOf(source);
  const newest = new Float64Array(places.length).fill(Number.NEGATIVE_INFINITY);
  let numbers: FrameSample[] = [];
  let texts: TextSample[] = [];
  const push = (plan: number, payload: Uint8Array): void => {
    host.push({ plan, receivedUs: host.nowUs(), status: StatusCode.good, payload });
  };
  return {
    newestUs: (tag) => newest[tag]!,
    isText: (tag) => places[tag]?.isText,
    add(tag, { timeUs, value, status }) {
      const { isText, place } = places[tag]!;
      if (isText) texts.push({ tag: place, timeUs, status, value: (value as string) ?? null });
      else numbers.push({ tag: place, timeUs, status, value: (value as number) ?? Number.NaN });
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

/** Plans of a source: texts come by one of their own. */
export function planCountOf({ tags }: OpcUaSourceDefinition): number {
  return tags.some(({ dataType }) => dataType === 'text') ? TEXTS_PLAN + 1 : NUMBERS_PLAN + 1;
}

function* inParts<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += MOST_SAMPLES_PER_FRAME) {
    yield items.slice(at, at + MOST_SAMPLES_PER_FRAME);
  }
}

/** Whether a tag holds texts, and its number in the plan of its kind. */
interface Place {
  readonly isText: boolean;
  readonly place: number;
}

/** Counts as `planSource` does. */
function placesOf({ tags }: OpcUaSourceDefinition): readonly Place[] {
  let numbers = 0;
  let texts = 0;
  return tags.map(({ dataType }) => {
    const isText = dataType === 'text';
    return { isText, place: isText ? texts++ : numbers++ };
  });
}
