import { ProtocolError } from '../protocol-error.ts';
import { appendSample, reserveSamples, type SampleBatch } from '../sample-batch.ts';
import { StatusCode } from '../status-code.ts';
import type { TextSample } from '../text-frame/text-frame.ts';
import type { JsonPlan, JsonTagPlan } from './json-plan.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const SHOWN_CHARACTERS = 60;
const MICROSECONDS_PER_MILLISECOND = 1_000;

/**
 * Adds the samples of one JSON payload to a batch.
 *
 * A key that is absent gives no sample; `null` gives a Bad sample without a value; `true` and `false` are 1 and
 * 0; a text is looked up among the states of its tag. A text tag takes a text as it is, and a number or a truth value as JSON
 * writes it.
 *
 * @param payload - UTF-8 text of a JSON object
 * @param receivedUs - time of samples whose payload carries none, microseconds since 1970
 * @param reject - called for each value that is not what its tag takes, with the reason; the others are kept
 * @param takeText - called for each sample of a text tag
 * @throws ProtocolError JSON_MALFORMED or JSON_TIMESTAMP_INVALID and adds nothing
 */
export function decodeJsonPayload(
  plan: JsonPlan,
  payload: Uint8Array,
  receivedUs: number,
  batch: SampleBatch,
  reject: (reason: string) => void,
  takeText: (sample: TextSample) => void,
): void {
  const root = parseObject(payload);
  const timeUs = timeOf(plan, root, receivedUs);
  reserveSamples(batch, plan.entries.length);
  for (const entry of plan.entries) {
    const found = valueAt(root, entry.path);
    if (found === undefined) continue;
    if (entry.isText) {
      const sample = textOf(found, entry.tag, timeUs);
      if (sample !== undefined) takeText(sample);
      else reject(`${plan.topic}: expected a text at ${entry.path.join('.')}, got ${shown(found)}`);
      continue;
    }
    if (found === null) {
      appendSample(batch, entry.tag, timeUs, Number.NaN, StatusCode.bad);
      continue;
    }
    const value = numberOf(found, entry);
    if (value === undefined) {
      reject(`${plan.topic}: expected a number at ${entry.path.join('.')}, got ${shown(found)}`);
      continue;
    }
    appendSample(batch, entry.tag, timeUs, value * entry.scale + entry.offset, StatusCode.good);
  }
}

function parseObject(payload: Uint8Array): object {
  let root: unknown;
  try {
    root = JSON.parse(utf8.decode(payload));
  } catch (error) {
    throw new ProtocolError('JSON_MALFORMED', `not JSON: ${(error as Error).message}`, {
      cause: error,
    });
  }
  if (typeof root !== 'object' || root === null || Array.isArray(root)) {
    throw new ProtocolError('JSON_MALFORMED', `expected a JSON object, got ${shown(root)}`);
  }
  return root;
}

function valueAt(root: object, path: readonly string[]): unknown {
  let value: unknown = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) {
      return undefined;
    }
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}

function timeOf({ timestampPath }: JsonPlan, root: object, receivedUs: number): number {
  if (timestampPath === undefined) return receivedUs;
  const stamp = valueAt(root, timestampPath);
  if (stamp === undefined) return receivedUs;
  const milliseconds = typeof stamp === 'string' ? zonedTime(stamp) : stamp;
  if (typeof milliseconds === 'number' && Number.isFinite(milliseconds)) {
    return Math.round(milliseconds * MICROSECONDS_PER_MILLISECOND);
  }
  throw new ProtocolError(
    'JSON_TIMESTAMP_INVALID',
    `expected a time with a zone or milliseconds at ${timestampPath.join('.')}, got ${shown(stamp)}`,
  );
}

const ZONED_TIME = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/** A text without a zone would be read in this machine's own: it is refused. */
function zonedTime(text: string): number {
  return ZONED_TIME.test(text) ? Date.parse(text) : Number.NaN;
}

function numberOf(found: unknown, { states }: JsonTagPlan): number | undefined {
  if (typeof found === 'number') return found;
  if (typeof found === 'boolean') return found ? 1 : 0;
  if (typeof found !== 'string') return undefined;
  const state = states.indexOf(found);
  return state === -1 ? undefined : state;
}

function textOf(found: unknown, tag: number, timeUs: number): TextSample | undefined {
  if (found === null) return { tag, timeUs, value: null, status: StatusCode.bad };
  if (typeof found === 'object') return undefined;
  const value = typeof found === 'string' ? found : JSON.stringify(found);
  return { tag, timeUs, value, status: StatusCode.good };
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
