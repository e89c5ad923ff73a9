import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../../src/main/configuration/read-configuration.ts';

const mqtt = (line: string): string =>
  `sources:\n  - name: broker\n    protocol: mqtt\n    url: mqtt://broker\n    ${line}\n    topics: [{topic: a, tags: [{name: t, path: v}]}]\n`;
const modbus = (line: string): string =>
  `sources:\n  - name: plc\n    protocol: modbus\n    host: plc\n    ${line}\n    tags: [{name: t, address: 1}]\n`;
const influxdb = (line: string): string =>
  `${modbus('port: 502')}sinks:\n  - kind: influxdb\n    url: http://h\n    database: d\n    ${line}\n`;

function refusalOf(text: string): string {
  try {
    parseConfiguration(text, 'varve.yaml');
  } catch (error) {
    // A cause would be shown with its own words.
    const { message, cause } = error as Error;
    return cause === undefined
      ? message
      : `${message} ${JSON.stringify(cause)} ${(cause as Error).message}`;
  }
  throw new Error('nothing was refused');
}

describe('a configuration that is refused', () => {
  test.each([
    [mqtt('password: 55512345678'), 'sources.0.password: ', 'got a number'],
    [mqtt('password: [S3cret]'), 'sources.0.password: ', 'got a list of 1'],
    [mqtt('password: {S3cret: 4451}'), 'sources.0.password: ', 'got a group of keys'],
    [mqtt('username: true'), 'sources.0.username: ', 'got a boolean'],
    [influxdb('token: 4451'), 'sinks.0.token: ', 'got a number'],
    [modbus('port: hunter2'), 'sources.0.port: ', 'got a string'],
    [modbus('pollIntervalMs: S3cret'), 'sources.0.pollIntervalMs: ', 'got a string'],
    [
      mqtt('').replace('mqtt://broker', '"mqtt//ops:S3cret%21@broker"'),
      'sources.0.url: expected mqtt://',
      'got a string',
    ],
    [
      mqtt('').replace('protocol: mqtt', 'protocol: S3cret'),
      'sources.0.protocol: ',
      'got a string',
    ],
    ['S3cret', 'the file: ', 'got a string'],
  ])('names the key and the type, and no value: %j', (text, key, came) => {
    const refusal = refusalOf(text);
    expect(refusal).toContain(`  ${key}`);
    expect(refusal).toContain(came);
    expect(refusal).not.toMatch(/S3cret|555123|4451|hunter2/);
  });

  test('tells the number of a setting that is a number', () => {
    expect(refusalOf(modbus('port: 99999'))).toMatch(/sources\.0\.port: .*, got 99999/);
  });

  test.each([
    [mqtt('password: @S3cret: x'), 'line 5, column 15'],
    [mqtt('password: "S3cret'), 'line '],
    [mqtt('password: *S3cret'), ''],
    [mqtt('password: S3cret\n    password: S3cret'), 'line 6, column 5'],
  ])('names line and column where it is no YAML, and shows neither: %j', (text, place) => {
    const refusal = refusalOf(text);
    expect(refusal).toContain('varve.yaml is neither YAML nor JSON');
    expect(refusal).toContain(place);
    expect(refusal).not.toContain('S3cret');
  });
});
