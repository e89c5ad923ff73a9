import { decodeParts } from '../segment/decode-parts.ts';
import { createSampleEncoder, type SampleStorage } from '../segment/sample-encoder.ts';
import { SEGMENTS_TARGET } from '../segment/segments-target.ts';
import { sortSamples } from '../segment/sort-samples.ts';
import { SAMPLES_SERIES, type BlockPart, type NumberedBlock } from '../spool/block.ts';
import { countTags, SAMPLE_ROWS_TARGET } from '../copy/sample-rows.ts';

/** Encodes what lies in blocks once more, where it is better stored in another way than it was spooled. */
export interface CatchUp {
  /** The parts of blocks that are stored together. After an outage many have waited: few rows of a tag in each are a segment in all. */
  join(blocks: readonly NumberedBlock[]): readonly BlockPart[];
  /** The parts of a block, with the samples of segments as rows: one by one they can be refused. */
  asRows(block: Pick<NumberedBlock, 'parts' | 'rowCount'>): readonly BlockPart[];
}

/** Rows of a tag from which on joining pays, on average. */
const ROWS_PER_TAG = 16;

export function createCatchUp(storage: SampleStorage): CatchUp {
  const joined = createSampleEncoder(storage);
  const single = createSampleEncoder('rows');
  return {
    join(blocks) {
      const parts = blocks.flatMap((block) => block.parts);
      if (storage === 'rows' || blocks.length < 2 || blocks[0]!.series !== SAMPLES_SERIES) {
        return parts;
      }
      const rows = parts.filter(({ target }) => target.table === SAMPLE_ROWS_TARGET.table);
      const rowCount = rows.reduce((sum, { tupleCount }) => sum + tupleCount, 0);
      if (rowCount === 0 || rowCount < ROWS_PER_TAG * countTags(rows)) return parts;
      const samples = sortSamples(decodeParts(rows, rowCount));
      return [
        ...parts.filter((part) => !rows.includes(part)),
        ...joined.encode(samples, undefined).parts,
      ];
    },
    asRows({ parts, rowCount }) {
      if (!parts.some(({ target }) => target.table === SEGMENTS_TARGET.table)) return parts;
      return single.encode(decodeParts(parts, rowCount), undefined).parts;
    },
  };
}
