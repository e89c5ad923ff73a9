import { expect, test } from 'vitest';
import { parseConfiguration } from '../../../src/main/configuration/read-configuration.ts';

const configurationOf = (source: string, tag: string): string =>
  JSON.stringify({ sources: [{ name: source, protocol: 'program', tags: [{ name: tag }] }] });

test("a source or a tag with a name of Varve's own figures is refused, and one that begins like it is not", () => {
  const read = (source: string, tag: string) =>
    parseConfiguration(configurationOf(source, tag), 'varve.yaml');
  for (const name of ['varve', 'varve-2'])
    expect(() => read(name, 'a')).toThrow(
      "sources.0.name: expected another name: varve is the source of Varve's own figures",
    );
  expect(() => read('line', 'varve/a')).toThrow(
    "sources.0.tags.0.name: expected another name: those that begin with varve/ are Varve's own",
  );
  expect(read('varvel', 'varvel/a').sources).toHaveLength(1);
});
