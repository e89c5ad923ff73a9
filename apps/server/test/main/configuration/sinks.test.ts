import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../../src/main/configuration/read-configuration.ts';

const withSinks = (sinks: unknown): string =>
  JSON.stringify({
    sources: [
      { name: 'plc', protocol: 'modbus', host: 'plc', tags: [{ name: 'pressure', address: 0 }] },
    ],
    ...(sinks === undefined ? {} : { sinks }),
  });
const influxdb = { kind: 'influxdb', url: 'http://127.0.0.1:8086', token: 'secret' };

describe('sinks of a configuration file', () => {
  test('are none where none are given', () => {
    expect(parseConfiguration(withSinks(undefined), 'f').sinks).toEqual([]);
  });

  test('are taken as they are given', () => {
    const sinks = [
      { kind: 'csv', folder: 'out', rotateBytes: 1_000_000, rotateMs: 60_000 },
      { ...influxdb, name: 'one', database: 'plant' },
      { ...influxdb, name: 'two', organisation: 'field', bucket: 'plant' },
    ];
    expect(parseConfiguration(withSinks(sinks), 'f').sinks).toEqual(sinks);
  });

  test.each([
    [{ kind: 'csv' }, 'sinks.0.folder: '],
    [{ kind: 'csv', folder: 'out', rotate: 1 }, 'sinks.0: unrecognized key'],
    [{ kind: 'csv', folder: 'out', rotateMs: 0 }, 'sinks.0.rotateMs: '],
    [{ ...influxdb, database: 'd', url: 'udp://h' }, 'sinks.0.url: expected http://host:port'],
    [influxdb, 'sinks.0.database: expected a database, or organisation and bucket, got nothing'],
    [{ kind: 'kafka' }, 'sinks.0.kind: '],
  ])('are refused with the key: %j', (sink, message) => {
    expect(() => parseConfiguration(withSinks([sink]), 'f')).toThrow(message);
  });

  test.each([[influxdb], [{ ...influxdb, database: 'plant', mesurement: 'm' }]])(
    'do not show their token when they are refused: %j',
    (sink) => {
      expect(() => parseConfiguration(withSinks([sink]), 'f')).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining('secret') }),
      );
    },
  );
});
