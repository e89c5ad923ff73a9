import { tagsOf } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { plantSources } from '../../src/plant/plant-sources.ts';

const sources = plantSources({ modbusPort: 1502, mqttPort: 1883, opcUaPort: 4840 });
const tags = sources.flatMap(tagsOf);

describe('plantSources', () => {
  test('are the well pad, the factory and the rig, at the ports given', () => {
    expect(sources.map((source) => source.name)).toEqual(['well-pad', 'factory', 'drilling-rig']);
    expect(sources).toMatchObject([
      { protocol: 'modbus', host: '127.0.0.1', port: 1502 },
      { protocol: 'mqtt', url: 'mqtt://127.0.0.1:1883' },
      { protocol: 'opcua', endpointUrl: 'opc.tcp://127.0.0.1:4840' },
    ]);
  });

  test('name every tag once', () => {
    const names = tags.map((tag) => tag.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        'well-1/tubing-pressure',
        'well-4/running-hours',
        'demo/compressor-1/power',
        'europe/compressor-1/power',
        'rig/hook-load',
      ]),
    );
  });

  test('describe every tag, and the states of the digital ones', () => {
    const lacking = tags.filter(
      ({ description, dataType, states = [] }) =>
        !description || !dataType || states.length > 0 !== (dataType === 'digital'),
    );
    expect(lacking).toEqual([]);
  });

  test('give every analog tag a range and a deadband that is small in it', () => {
    const analog = tags.filter((tag) => tag.dataType === 'analog');
    const lacking = analog.filter(({ range = { low: 0, high: 0 }, filter = {} }) => {
      const part = (filter.excDev ?? 0) / (range.high - range.low);
      return !(part > 0 && part < 0.01);
    });
    expect(analog.length).toBeGreaterThan(60);
    expect(lacking).toEqual([]);
  });
});
