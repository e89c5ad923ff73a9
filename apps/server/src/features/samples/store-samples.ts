import { setImmediate } from 'node:timers/promises';
import type { SamplesAnswer } from '@varve/contract';
import type { Access } from '../../kit/access/access.ts';
import { tagsInScope } from '../../kit/access/tags-in-scope.ts';
import type { SampleWriter } from '../../kit/sample-writer.ts';
import type { TenantTransactions } from '../../kit/tenant-database.ts';
import type { LinePrecision } from './parse-line-time.ts';
import { orderByTime } from './order-by-time.ts';
import { readJsonLines, readJsonSamples } from './read-json-samples.ts';
import { readLineProtocol } from './read-line-protocol.ts';
import { createSampleIntake } from './sample-intake.ts';
import { createKnownSeries, type KnownSeries } from './series-finder.ts';
import { createTagFinder } from './tag-finder.ts';

/** Samples as a program sent them. */
export interface SentSamples {
  readonly format: 'json' | 'json-lines' | 'line-protocol';
  readonly body: Buffer;
  /** Unit of the times in lines of the line protocol. */
  readonly precision: LinePrecision;
}

/** Parts that `storeSamples` needs. */
interface SampleParts {
  readonly access: Access;
  readonly tenant: TenantTransactions;
  readonly writer: SampleWriter;
}

const US_PER_MS = 1_000;

/** By the collector that their samples go to. */
const KNOWN_SERIES = new WeakMap<SampleWriter, KnownSeries>();

function knownSeriesOf(writer: SampleWriter): KnownSeries {
  const known = KNOWN_SERIES.get(writer) ?? createKnownSeries();
  KNOWN_SERIES.set(writer, known);
  return known;
}

/**
 * Stores the samples of a program, and tells which lines were refused.
 *
 * @returns when those that were accepted are synced to disk
 * @throws ServerError SOURCE_FORBIDDEN where one is of a source that the caller may not write: nothing is stored then; INPUT_INVALID, CONFLICT
 */
export async function storeSamples(
  { access, tenant, writer }: SampleParts,
  { format, body, precision }: SentSamples,
): Promise<SamplesAnswer> {
  const scope = await tagsInScope(access, 'samples.write', tenant);
  const finder = createTagFinder(writer.tags(), scope, access);
  const intake = createSampleIntake(writer, body.length);
  const nowUs = Date.now() * US_PER_MS;
  if (format === 'json') readJsonSamples(body, intake, finder);
  else {
    const reading =
      format === 'json-lines'
        ? readJsonLines(body, intake, finder)
        : readLineProtocol(body, intake, {
            finder,
            knownSeries: knownSeriesOf(writer),
            precision,
            nowUs,
          });
    while (reading.next().done !== true) await setImmediate();
  }
  const texts = intake.texts.toSorted((a, b) => a.timeUs - b.timeUs);
  await writer.write(orderByTime(intake.batch), texts);
  const { acceptedCount: accepted, rejected, rejectedCount } = intake;
  return { accepted, rejected, rejectedCount };
}
