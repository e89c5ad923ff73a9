import type { TextSample } from '../frame/text-frame-plan.ts';
import { OUR_TIME_BIT, StatusCode } from '../sample/status-code.ts';
import type { Extent, MissingRange } from './partial-response.ts';

/** Position of a text in a response, two bytes in each register. It is plain data, since workers receive it. */
export interface RegisterTextPlan {
  /** Position of the tag in the historian's list. */
  readonly tag: number;
  /** Offset from the start of the data, in bytes. */
  readonly offset: number;
  readonly byteCount: number;
  /** Whether the second byte of each register is the first character. */
  readonly swapsBytes: boolean;
}

/** A response with the data of texts. */
export interface TextResponse {
  readonly bytes: Uint8Array;
  /** Byte at which the data begin. */
  readonly dataStart: number;
  /** Time of its samples, microseconds since 1970. */
  readonly timeUs: number;
  readonly missing: readonly MissingRange[];
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const REPLACEMENT = '\uFFFD';

/** Gives the texts of a response, and marks of those that the response lacks. */
export function readRegisterTexts(
  plans: readonly RegisterTextPlan[],
  { bytes, dataStart, timeUs, missing }: TextResponse,
  take: (sample: TextSample) => void,
): void {
  for (const plan of plans) {
    const { tag } = plan;
    const { first, end } = extentOfText(plan);
    const range = missing.find((each) => each.first < end && first < each.first + each.count);
    if (range === undefined) {
      const from = dataStart + 2 * first;
      take({ tag, timeUs, ...textIn(bytes.subarray(from, dataStart + 2 * end), plan) });
    } else {
      take({ tag, timeUs, value: null, status: range.status | OUR_TIME_BIT });
    }
  }
}

/** Finds the registers of a text, counted from its request's address. */
export function extentOfText({ offset, byteCount }: RegisterTextPlan): Extent {
  return { first: offset >> 1, end: (offset + byteCount + 1) >> 1 };
}

/** A text ends at its first NUL; spaces fill what is left of its registers. Bytes that are not UTF-8 make it Uncertain. */
function textIn(
  registers: Uint8Array,
  { byteCount, swapsBytes }: RegisterTextPlan,
): Pick<TextSample, 'value' | 'status'> {
  const inOrder = registers.map((byte, at) => (swapsBytes ? registers[at ^ 1]! : byte));
  const characters = inOrder.subarray(0, byteCount);
  const end = characters.indexOf(0);
  const value = utf8.decode(end === -1 ? characters : characters.subarray(0, end)).trimEnd();
  const isWhole = !value.includes(REPLACEMENT);
  return { value, status: isWhole ? StatusCode.good : StatusCode.uncertain };
}
