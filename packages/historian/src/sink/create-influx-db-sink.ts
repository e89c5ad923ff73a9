import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { decodeParts } from '../segment/decode-parts.ts';
import { SAMPLES_SERIES, type NumberedBlock } from '../spool/block.ts';
import type { RefusedRows, StoreOutcome } from '../store/store-outcome.ts';
import { encodeLines } from './encode-lines.ts';
import type { Sink, SinkHost } from './sink.ts';
import type { InfluxDbSinkDefinition } from './sink-definition.ts';
import { keepDeadLetters } from '../store/keep-dead-letters.ts';
import { failureOf } from '../store/failure-of.ts';

const compress = promisify(gzip);

const DEFAULT_MEASUREMENT = 'samples';
const DEFAULT_TIMEOUT_MS = 30_000;
// A request has fewer than twice as many.
const LINES_PER_STEP = 5_000;
const MOST_MESSAGE_CHARACTERS = 500;
/** Answers that are about the lines whatever they say. Other refusals (401, 404, 429 …) are about settings or load: no row is at fault. */
const ABOUT_LINES = new Set([400, 413, 422]);

/** Answer of InfluxDB to a request. */
interface Answer {
  readonly status: number;
  readonly message: string;
  /** Lines that a partial write left out: `partial write: … dropped=5000`; undefined where it does not say. */
  readonly dropped: number | undefined;
}

/** InfluxDB did not take lines that it may take later. */
class InfluxDbFailure extends Error {
  override readonly name = 'InfluxDbFailure';
  readonly code: string;

  constructor({ status, message }: Answer) {
    super(message);
    this.code = codeOf(status);
  }
}

/**
 * Sends samples to InfluxDB by HTTP. Sent again, a point overwrites itself.
 *
 * Lines that InfluxDB refuses (400, 413, 422, and a partial write whatever the status) are found by halving and go to the dead-letter file; after any other
 * failure the blocks come again.
 */
export function createInfluxDbSink(
  definition: InfluxDbSinkDefinition & { readonly name: string },
  { labels, deadLetterFile, nowUs }: SinkHost,
): Sink {
  const { name, measurement = DEFAULT_MEASUREMENT, timeoutMs = DEFAULT_TIMEOUT_MS } = definition;
  const url = writeUrl(definition);
  const headers = { 'content-encoding': 'gzip', 'content-type': 'text/plain; charset=utf-8' };
  const credentials = authorization(definition);
  const closing = new AbortController();

  async function post(lines: readonly string[]): Promise<Answer | undefined> {
    const response = await fetch(url, {
      method: 'POST',
      headers: credentials === undefined ? headers : { ...headers, authorization: credentials },
      body: await compress(lines.join('\n')),
      // A redirection would turn POST into GET.
      redirect: 'manual',
      signal: AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)]),
    });
    const text = await response.text();
    return response.ok ? undefined : answerOf(response.status, text);
  }

  async function send(lines: readonly string[]): Promise<RefusedRows | undefined> {
    const answer = await post(lines);
    if (answer === undefined) return undefined;
    if (!isAboutLines(answer)) throw new InfluxDbFailure(answer);
    if (lines.length === 1 || answer.dropped === lines.length) return keepRefused(lines, answer);
    // Good lines among them are written again, over themselves.
    const middle = lines.length >> 1;
    return sum(await send(lines.slice(0, middle)), await send(lines.slice(middle)));
  }

  async function keepRefused(
    lines: readonly string[],
    { status, message }: Answer,
  ): Promise<RefusedRows> {
    const code = codeOf(status);
    const time = new Date(nowUs() / 1_000).toISOString();
    const letters = lines.map((line) => ({ time, sink: name, code, message, line }));
    await keepDeadLetters(deadLetterFile, letters);
    return { rowCount: lines.length, code, message };
  }

  async function store(blocks: readonly NumberedBlock[]): Promise<StoreOutcome> {
    let refused: RefusedRows | undefined;
    try {
      let waiting: string[] = [];
      for (const { parts, rowCount } of blocks) {
        const samples = decodeParts(parts, rowCount);
        for (let from = 0; from < rowCount; from += LINES_PER_STEP) {
          const to = Math.min(from + LINES_PER_STEP, rowCount);
          waiting.push(...encodeLines(samples, labels, { measurement, from, to }));
          if (waiting.length < LINES_PER_STEP) continue;
          refused = sum(refused, await send(waiting));
          waiting = [];
        }
      }
      if (waiting.length > 0) refused = sum(refused, await send(waiting));
      return { stored: true, refused };
    } catch (error) {
      return { stored: false, ...failureOf(error) };
    }
  }

  return {
    name,
    // One after the other: of equal points the last is kept, and it is to be the newest.
    concurrency: 1,
    takes: (series) => series === SAMPLES_SERIES,
    store,
    close() {
      closing.abort(new Error('the sink is closed'));
      return Promise.resolve();
    },
  };
}

function writeUrl(definition: InfluxDbSinkDefinition): string {
  const url = new URL(definition.url);
  const folder = url.pathname.replace(/\/+$/, '');
  if ('database' in definition) {
    url.pathname = `${folder}/write`;
    url.searchParams.set('db', definition.database);
    const { retentionPolicy } = definition;
    if (retentionPolicy !== undefined) url.searchParams.set('rp', retentionPolicy);
    url.searchParams.set('precision', 'u');
  } else {
    url.pathname = `${folder}/api/v2/write`;
    url.searchParams.set('org', definition.organisation);
    url.searchParams.set('bucket', definition.bucket);
    url.searchParams.set('precision', 'us');
  }
  return url.href;
}

function authorization(definition: InfluxDbSinkDefinition): string | undefined {
  if (definition.token !== undefined) return `Token ${definition.token}`;
  if (!('database' in definition) || definition.username === undefined) return undefined;
  const { username, password = '' } = definition;
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** InfluxDB 2 answers 500 to lines that it has left out of a write, and says so. */
function isAboutLines({ status, message, dropped }: Answer): boolean {
  return ABOUT_LINES.has(status) || dropped !== undefined || /\bpartial write\b/i.test(message);
}

function codeOf(status: number): string {
  return `HTTP_${status}`;
}

/** InfluxDB says why in JSON, as `error` (1.x) or `message` (2.x); what stands before it may say it in any way. */
function answerOf(status: number, body: string): Answer {
  let text = body;
  try {
    const { error, message } = JSON.parse(body) as Readonly<Record<string, unknown>>;
    const reason = message ?? error;
    if (typeof reason === 'string') text = reason;
  } catch {
    // Not JSON: the text as it came.
  }
  text = text.trim();
  const dropped = /\bdropped=(\d+)\b/.exec(text)?.[1];
  return {
    status,
    message: text === '' ? 'no reason was given' : text.slice(0, MOST_MESSAGE_CHARACTERS),
    dropped: dropped === undefined ? undefined : Number(dropped),
  };
}

function sum(
  one: RefusedRows | undefined,
  other: RefusedRows | undefined,
): RefusedRows | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return { ...other, rowCount: one.rowCount + other.rowCount };
}
