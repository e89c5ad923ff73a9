import { expect, test } from 'vitest';
import { createFilterCheckpoint, type TagMemory } from '../../src/pipeline/filter-checkpoint.ts';

const TAGS = 400;

/** Memory of which each column has numbers of its own kind. */
function memoryOf(numbers: (tag: number) => number): TagMemory {
  const tags = Array.from({ length: TAGS }, (_, tag) => numbers(tag));
  const state = { a: Float64Array.from(tags), b: Int32Array.from(tags) };
  return { filters: { state }, texts: { c: Uint8Array.from(tags) } } as unknown as TagMemory;
}

const columnsOf = ({ filters, texts }: TagMemory) =>
  [filters.state, texts].flatMap((table) =>
    Object.values(table).map((column) => [...(column as Float64Array)]),
  );

test('what is remembered of some tags comes back, alone or in runs, and that of others stays', () => {
  // A tag alone, a short run and a long one, with gaps between them and at both ends.
  const saved = [3, 5, 6, 7, ...Array.from({ length: 300 }, (_, at) => 20 + at), 398];
  const memory = memoryOf((tag) => tag % 200);
  const checkpoint = createFilterCheckpoint();
  checkpoint.save(memory, Int32Array.from(saved));
  const columns = [memory.filters.state, memory.texts].flatMap((table) => Object.values(table));
  for (const column of columns as Float64Array[]) column.fill(201);
  checkpoint.restore();
  const expected = memoryOf((tag) => (saved.includes(tag) ? tag % 200 : 201));
  expect(columnsOf(memory)).toEqual(columnsOf(expected));
});
