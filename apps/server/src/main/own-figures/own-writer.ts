import type { Historian, HistorianTag } from '@varve/historian';
import { appendSample, createSampleBatch, StatusCode } from '@varve/protocols';
import type { Figures } from './figure-meter.ts';
import { EVENTS, OWN_FIGURES, STALE_AFTER_MS, type FigureName } from './own-figures.ts';

const US_PER_MS = 1_000;

/** Writes Varve's own figures and events, by the way of every program's samples. */
export interface OwnWriter {
  /** Stores figures of this moment: Bad where one is not known. */
  writeFigures(figures: Figures): Promise<void>;
  /** Says since when nobody measured: where the run before was killed, it could not. */
  markGap(): Promise<void>;
  /** Says that nobody measures from now on. */
  markEnd(): Promise<void>;
  writeEvent(text: string, timeMs: number): Promise<void>;
}

/** Makes the writer of the figures of a source. */
export function ownWriter(
  historian: Pick<Historian, 'tags' | 'latest' | 'write' | 'writeTexts'>,
  source: string,
): OwnWriter {
  const tags = new Map<string, HistorianTag>(
    historian.tags.flatMap((tag) =>
      tag.source === source ? [[tag.definition.name.slice(source.length + 1), tag]] : [],
    ),
  );
  const names = Object.keys(OWN_FIGURES) as FigureName[];
  const writeAll = async (
    sampleOf: (
      name: FigureName,
    ) => { value?: number | undefined; timeUs: number; status: number } | undefined,
  ): Promise<void> => {
    const batch = createSampleBatch(names.length);
    for (const name of names) {
      const sample = sampleOf(name);
      if (sample === undefined) continue;
      const { value = Number.NaN, timeUs, status } = sample;
      appendSample(batch, tags.get(name)!.position, timeUs, value, status);
    }
    if (batch.length > 0) await historian.write(batch);
  };
  return {
    writeFigures(figures) {
      const timeUs = Date.now() * US_PER_MS;
      return writeAll((name) => {
        const value = figures[name];
        const status = value === undefined ? StatusCode.badNoData : StatusCode.good;
        return { value, timeUs, status };
      });
    },
    markGap() {
      const latest = new Map(
        historian
          .latest([...tags.values()].map(({ id }) => id))
          .map((sample) => [sample.tagId, sample]),
      );
      return writeAll((name) => {
        const last = latest.get(tags.get(name)!.id);
        if (last === undefined || last.status < 0) return undefined;
        const timeUs = last.timeUs + STALE_AFTER_MS * US_PER_MS;
        if (timeUs > Date.now() * US_PER_MS) return undefined;
        return { timeUs, status: StatusCode.badNoCommunication };
      });
    },
    markEnd() {
      const timeUs = Date.now() * US_PER_MS;
      return writeAll(() => ({ timeUs, status: StatusCode.badShutdown }));
    },
    writeEvent: (value, timeMs) =>
      historian.writeTexts([
        {
          tag: tags.get(EVENTS)!.position,
          timeUs: timeMs * US_PER_MS,
          value,
          status: StatusCode.good,
        },
      ]),
  };
}
