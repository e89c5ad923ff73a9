import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as everything from '../../src/index.ts';
import calc from '../../vectors/calc.json' with { type: 'json' };
import { runVectors, type Vector } from '../../vectors/run-vectors.ts';

const areas = readdirSync(new URL('../../src', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe('the package', () => {
  test('exports every name of every area, each once', async () => {
    const names: string[] = [];
    for (const area of areas) {
      const exported: object = await import(`../../src/${area}/index.ts`);
      names.push(...Object.keys(exported));
    }
    // Two areas with one name would leave both out of the index.
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
    expect(Object.keys(everything)).toEqual(expect.arrayContaining(names));
  });

  test('passes every vector', () => {
    // The file is data: its shape is that of its own schema.
    const { vectors } = calc as unknown as { readonly vectors: readonly Vector[] };
    const { details, ...counts } = runVectors({ vectors });
    expect(details.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(counts).toEqual({ passed: vectors.length, failed: 0, missing: 0 });
  });
});
