import { describe, expect, test } from 'vitest';
import { createCsvFileNames } from '../../src/sink/csv-file-names.ts';
import { checkSinks, type SinkDefinition } from '../../src/sink/sink-definition.ts';

const url = 'http://127.0.0.1:8086';

describe('checkSinks', () => {
  test('gives a sink without a name that of its kind', () => {
    const sinks = checkSinks([
      { kind: 'csv', folder: 'out' },
      { kind: 'influxdb', url, database: 'plant' },
      { kind: 'influxdb', name: 'cloud', url, organisation: 'o', bucket: 'b', token: 't' },
    ]);
    expect(sinks.map(({ name }) => name)).toEqual(['csv', 'influxdb', 'cloud']);
  });

  const csv = { kind: 'csv', folder: 'out' };
  const influx = { kind: 'influxdb', url, database: 'plant' };
  test.each([
    [[csv, csv], 'sink csv: expected a name that no other sink has, got csv'],
    [
      [{ ...csv, name: 'postgres' }],
      'sink postgres: expected a name that no other sink has, got postgres',
    ],
    [[{ ...csv, name: '' }], 'expected a name, got an empty text'],
    [[{ kind: 'kafka' }], `sink kafka: expected kind 'csv' or 'influxdb', got another text`],
    [[{ kind: 'csv' }], 'sink csv: expected a folder, got nothing'],
    [[{ ...csv, rotateBytes: 0 }], 'expected rotateBytes of 1 or more, got 0'],
    [[{ ...csv, rotateMs: 2 ** 31 }], 'expected rotateMs from 1 to 2147483647, got 2147483648'],
    [
      [{ ...csv, pattern: 'a.csv' }],
      'expected a pattern with {sequence} once, so that no file is written twice, got another',
    ],
    [
      [{ ...csv, pattern: '{sequence}{tag}' }],
      'expected a pattern of {date}, {time} and {sequence}, and no {tag}, got another',
    ],
    [[{ ...csv, pattern: 'a/{sequence}' }], 'expected a pattern of a file name, got another'],
    [[{ ...csv, pattern: '{sequence}.part' }], 'does not end in .part'],
    [
      [{ ...influx, url: 'influx' }],
      'sink influxdb: expected a url as http://host:8086, got another text',
    ],
    [[{ ...influx, database: '' }], 'expected a database, got an empty text'],
    [[{ ...influx, bucket: 'b' }], 'expected a database or a bucket, got both'],
    [
      [{ kind: 'influxdb', url, bucket: 'b' }],
      'expected a database, or organisation and bucket, got organisation nothing, bucket another text',
    ],
    [[{ ...influx, timeoutMs: 0 }], 'expected timeoutMs from 1 to 2147483647, got 0'],
  ])('refuses %j', (definitions, message) => {
    expect(() => checkSinks(definitions as SinkDefinition[])).toThrow(
      expect.objectContaining({ code: 'SINK_INVALID', message: expect.stringContaining(message) }),
    );
  });

  test('does not repeat a password that stands in a url', () => {
    expect(() =>
      checkSinks([{ ...influx, url: 'http://me:secret@host' } as SinkDefinition]),
    ).toThrow(expect.objectContaining({ message: expect.not.stringContaining('secret') }));
  });
});

describe('names of files', () => {
  const names = createCsvFileNames('samples_{date}_{time}_{sequence}.csv');

  test('carry the beginning in UTC and the running number, which is read back', () => {
    const name = names.nameOf(Date.UTC(2026, 10, 20, 14, 3, 59, 999) * 1_000, 42);
    expect(name).toBe('samples_20261120_140359_000042.csv');
    expect(names.sequenceOf(name)).toBe(42);
    expect(names.sequenceOf(names.nameOf(0, 12_345_678))).toBe(12_345_678);
  });

  test('of others are not taken for their own', () => {
    expect(names.sequenceOf('samples_20261120_140359_000042xcsv')).toBeUndefined();
    expect(names.sequenceOf('other_20261120_140359_000042.csv')).toBeUndefined();
  });
});
