import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../../src/main/configuration/read-configuration.ts';

const sourceOf = (more: object = {}, name = 's'): object => ({
  name,
  protocol: 'mqtt',
  url: 'mqtt://broker.test:1883',
  topics: [{ topic: 't', tags: [{ name: `${name}/v`, path: 'v' }] }],
  ...more,
});
const parse = (...sources: object[]) => parseConfiguration(JSON.stringify({ sources }), 'a.json');

describe('a source at a broker in the configuration', () => {
  test('has keys for its limit and its availability', () => {
    const source = sourceOf({
      maxPayloadBytes: 65_536,
      availability: { topic: 'gateway/status', online: 'up', offline: 'down', path: 'state' },
      topics: [{ topic: 't', availability: { topic: 't/lwt' }, tags: [{ name: 'v', path: 'v' }] }],
    });
    expect(parse(source).sources).toEqual([source]);
  });

  test.each([
    [
      { subscribe: ['plant/#/x', 't'] },
      'sources.0.subscribe.0: expected # as the whole last level only, got plant/#/x',
    ],
    [
      { subscribe: ['other/#'] },
      'sources.0.topics.0.topic: expected a topic that a filter of subscribe takes, got t',
    ],
    [
      { url: 'http://u:secret@broker.test' },
      'sources.0.url: expected mqtt://host:port, mqtts://host:port',
    ],
    [{ clientID: 'x' }, 'sources.0: unrecognized key: "clientID"'],
  ])('is refused with %j', (more, message) => {
    expect(() => parse(sourceOf(more))).toThrow(message);
    expect(() => parse(sourceOf(more))).not.toThrow('secret');
  });

  test('is refused beside another one of its client id at the same broker', () => {
    const same = { clientId: 'same' };
    expect(() => parse(sourceOf(same, 'one'), sourceOf(same, 'two'))).toThrow(
      'sources.1.clientId: expected another name than that of source one at the same broker',
    );
    expect(parse(sourceOf(same, 'one'), sourceOf({}, 'two')).sources).toHaveLength(2);
  });
});
