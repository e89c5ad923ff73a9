import { describe, expect, test } from 'vitest';
import {
  filterFault,
  filtersTaking,
  takesFilter,
  takesTopic,
  topicFault,
  withoutCovered,
} from '../../src/mqtt/takes-topic.ts';

// The examples of MQTT 3.1.1, sections 4.7.1.2, 4.7.1.3 and 4.7.2.
describe('a topic filter', () => {
  test.each([
    ['sport/tennis/player1/#', 'sport/tennis/player1', true],
    ['sport/tennis/player1/#', 'sport/tennis/player1/ranking', true],
    ['sport/tennis/player1/#', 'sport/tennis/player1/score/wimbledon', true],
    ['sport/#', 'sport', true],
    ['#', 'sport/tennis', true],
    ['sport/tennis/+', 'sport/tennis/player1', true],
    ['sport/tennis/+', 'sport/tennis/player1/ranking', false],
    ['sport/+', 'sport', false],
    ['sport/+', 'sport/', true],
    ['+/+', '/finance', true],
    ['/+', '/finance', true],
    ['+', '/finance', false],
    ['#', '$SYS/broker', false],
    ['+/broker', '$SYS/broker', false],
    ['$SYS/#', '$SYS/broker', true],
    ['$share/group/sport/+', 'sport/tennis', true],
    ['a', 'b', false],
    ['a/b', 'a', false],
  ])('%s takes %s: %s', (filter, topic, takes) => {
    expect(takesTopic(filter, topic)).toBe(takes);
  });

  test.each([
    'plant/#/x',
    'a+/b',
    'a#',
    '#a',
    '+a',
    'a/b+',
    '',
    'a\0b',
    '$share/group/',
    'x'.repeat(65_536),
  ])('%.20s is refused', (filter) => {
    expect(filterFault(filter)).toMatch(/^expected /);
  });

  test.each(['#', '+', '+/#', 'a/+/b', '/', 'a//b', '$SYS/#', '$share/group/a/#', 'ü'])(
    '%s is none of those that are refused',
    (filter) => {
      expect(filterFault(filter)).toBeUndefined();
    },
  );

  test.each([
    ['plant/#', 'plant/a', true],
    ['plant/#', 'plant/+/x', true],
    ['plant/#', 'plant', true],
    ['plant/+', 'plant/a', true],
    ['plant/+', 'plant/#', false],
    ['plant/a', 'plant/+', false],
    ['#', '$SYS/#', false],
    ['#', '+/#', true],
    ['$share/g/a/#', 'a/b', false],
  ])('%s takes all of %s: %s', (filter, other, takes) => {
    expect(takesFilter(filter, other)).toBe(takes);
  });

  test('is left out where others take all of it', () => {
    expect(withoutCovered(['a/b', 'a/#', 'a/b', 'c', '+/d', 'a/+/x'])).toEqual(['a/#', 'c', '+/d']);
  });
});

describe('a topic', () => {
  test.each(['a/+', '#', '', 'a\0'])('%s is refused', (topic) => {
    expect(topicFault(topic)).toMatch(/^expected /);
  });

  test('is taken by each filter that is listed for it, and by no other one of its letters', () => {
    const choices = ['a', 'b', '+', '#'];
    const all = [
      ...choices,
      ...choices.flatMap((one) => choices.map((two) => `${one}/${two}`)),
      ...choices.flatMap((one) =>
        choices.flatMap((two) => choices.map((three) => `${one}/${two}/${three}`)),
      ),
    ].filter((filter) => filterFault(filter) === undefined);
    const slow = all.filter((filter) => takesTopic(filter, 'a/b'));
    expect(filtersTaking('a/b').toSorted()).toEqual(slow.toSorted());
  });

  test('of very many levels is listed without combinations', () => {
    expect(filtersTaking('a/b/c/d/e/f/g/h').length).toBeLessThan(20);
    expect(filtersTaking('a/b/c/d/e/f/g/h')).toContain('a/b/#');
  });
});
