import { checkSource, checkSources, type MqttSourceDefinition } from '@varve/protocols';
import { describe, expect, test } from 'vitest';

const sourceOf = (more: Partial<MqttSourceDefinition> = {}): MqttSourceDefinition => ({
  name: 's',
  protocol: 'mqtt',
  url: 'mqtt://broker.test',
  topics: [{ topic: 't', tags: [{ name: 'v', path: 'v' }] }],
  ...more,
});
const topicsOf = (...topics: string[]): MqttSourceDefinition['topics'] =>
  topics.map((topic, at) => ({ topic, tags: [{ name: `v${at}`, path: 'v' }] }));

describe('the definition of a source at a broker', () => {
  test.each<{ what: string; more: Partial<MqttSourceDefinition>; issue: [string, RegExp] }>([
    {
      what: 'a # within a filter',
      more: { subscribe: ['plant/#/x', 't'] },
      issue: ['subscribe.0', /plant\/#\/x$/],
    },
    {
      what: 'a + within a level',
      more: { subscribe: ['t', 'a+/b'] },
      issue: ['subscribe.1', /a\+\/b$/],
    },
    {
      what: 'an empty filter',
      more: { subscribe: ['t', ''] },
      issue: ['subscribe.1', /one character/],
    },
    {
      what: 'a topic that no filter takes',
      more: { subscribe: ['other/#'] },
      issue: ['topics.0.topic', /subscribe takes, got t$/],
    },
    { what: 'no filter at all', more: { subscribe: [] }, issue: ['topics.0.topic', /got t$/] },
    {
      what: 'a topic that two filters take',
      more: { subscribe: ['a/+', '+/b'], topics: topicsOf('a/b') },
      issue: ['topics.0.topic', /got a\/\+ and \+\/b: .* twice$/],
    },
    {
      what: 'a wildcard in a topic',
      more: { topics: topicsOf('a/#') },
      issue: ['topics.0.topic', /without wildcards, got a\/#$/],
    },
    {
      what: 'an empty topic',
      more: { topics: topicsOf('') },
      issue: ['topics.0.topic', /one character/],
    },
    {
      what: 'another protocol',
      more: { url: 'http://u:secret@broker.test' },
      issue: ['url', /^expected mqtt:\/\/host:port, [^@]*$/],
    },
    { what: 'no host', more: { url: 'mqtt://' }, issue: ['url', /^expected mqtt/] },
    { what: 'no URL', more: { url: 'broker.test:1883' }, issue: ['url', /^expected mqtt/] },
    {
      what: 'a port that there is not',
      more: { url: 'mqtt://broker.test:70000' },
      issue: ['url', /^expected mqtt/],
    },
    { what: 'an empty client id', more: { clientId: '' }, issue: ['clientId', /^expected a name/] },
    {
      what: 'no room for any payload',
      more: { maxPayloadBytes: 0 },
      issue: ['maxPayloadBytes', /from 1 to 268435455, got 0$/],
    },
    {
      what: 'a wildcard for availability',
      more: { availability: { topic: '+/status' } },
      issue: ['availability.topic', /\+\/status$/],
    },
    {
      what: 'a path for availability that is none',
      more: { availability: { topic: 'x', path: 'a..b' } },
      issue: ['availability.path', /"a\.\.b", which is none from character 2 on$/],
    },
    {
      what: 'one word for both',
      more: { availability: { topic: 'x', online: 'offline' } },
      issue: ['availability.offline', /offline$/],
    },
  ])('with $what is refused', ({ more, issue: [path, message] }) => {
    const issues = checkSource(sourceOf(more));
    expect(issues.map((issue) => issue.path.join('.'))).toEqual([path]);
    expect(issues[0]!.message).toMatch(message);
  });

  test.each<{ what: string; more: Partial<MqttSourceDefinition> }>([
    { what: 'filters that cover each other', more: { subscribe: ['#', 't', '+'] } },
    { what: 'one topic twice', more: { topics: topicsOf('t', 't') } },
    {
      what: 'a topic of the broker',
      more: { subscribe: ['$SYS/#'], topics: topicsOf('$SYS/uptime') },
    },
    { what: 'a WebSocket', more: { url: 'wss://[2001:db8::1]/mqtt?x=1' } },
    { what: 'a password alone', more: { password: 'x' } },
    { what: 'a login in the URL', more: { url: 'mqtts://u:p%40@broker.test', password: 'x' } },
  ])('with $what is taken', ({ more }) => {
    expect(checkSource(sourceOf(more))).toEqual([]);
  });
});

describe('two sources of one client id', () => {
  const pair = (url: string, other: string) => [
    sourceOf({ name: 'one', clientId: 'same', url }),
    sourceOf({ name: 'two', clientId: 'same', url: other }),
  ];

  test.each([
    ['mqtt://broker.test:1883', 'mqtt://broker.test:1883'],
    ['mqtt://broker.test', 'mqtt://BROKER.test:1883/'],
    ['mqtt://localhost', 'mqtt://127.0.0.1'],
    ['mqtt://[::1]', 'mqtt://localhost'],
    ['mqtt://broker.test', 'mqtts://u:p@broker.test'],
    ['mqtt://broker.test', 'ws://broker.test/mqtt'],
  ])('at %s and %s are refused: they would throw each other out', (url, other) => {
    expect(checkSources(pair(url, other))).toEqual([
      {
        source: 1,
        path: ['clientId'],
        message: 'expected another name than that of source one at the same broker',
      },
    ]);
  });

  test.each([
    ['mqtt://broker.test', 'mqtt://broker-2.test'],
    ['mqtt://broker.test:1883', 'mqtt://broker.test:1884'],
  ])('at %s and %s, two brokers, are taken', (url, other) => {
    expect(checkSources(pair(url, other))).toEqual([]);
  });

  test('are refused whatever stands between them', () => {
    const [one, two] = pair('mqtt://broker.test', 'mqtt://broker.test') as [
      MqttSourceDefinition,
      MqttSourceDefinition,
    ];
    const between = sourceOf({ name: 'between' });
    expect(checkSources([one, between, two]).map(({ source }) => source)).toEqual([2]);
    expect(checkSources([one, between, { ...between, name: 'again' }])).toEqual([]);
  });
});
