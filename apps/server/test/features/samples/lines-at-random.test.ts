import { randomInt } from 'node:crypto';
import { isStorableTime } from '@varve/historian';
import { expect, test } from 'vitest';
import { atScale } from '../../../../../test/scale.ts';
import { readLineProtocol } from '../../../src/features/samples/read-line-protocol.ts';
import { createSampleIntake } from '../../../src/features/samples/sample-intake.ts';
import { createKnownSeries } from '../../../src/features/samples/series-finder.ts';
import type { WrittenTag } from '../../../src/kit/sample-writer.ts';
import { readObviously, type ReadLines } from './read-obviously.ts';

const BODIES = atScale({ reduced: 600, full: 200_000 });
const LINES = 12;
const PRECISIONS = ['ns', 'us', 'ms', 's'] as const;
const NOW_US = 1_790_000_000_000_000;

const TAGS = (
  [
    ['p', 'numbers'],
    ['p.max', 'numbers'],
    ['well 7/thp', 'numbers'],
    ['größe', 'numbers'],
    ['a,b=c\\d', 'numbers'],
    ['pump', 'states'],
    ['note', 'texts'],
  ] as const
).map(([name, holds], position): WrittenTag => {
  return { id: position + 1, position, name, source: 'line', isWritable: true, holds };
});

type Random = () => number;

/** Numbers from 0 to 1 that a seed repeats: the generator of Lehmer, with the factor of Park and Miller. */
function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const oneOf = <Choice>(random: Random, choices: readonly Choice[]): Choice =>
  choices[Math.floor(random() * choices.length)]!;

const digits = (random: Random, most: number): string =>
  Array.from({ length: Math.floor(random() * (most + 1)) }, () =>
    oneOf(random, '0123456789'.split('')),
  ).join('');

function series(random: Random): string {
  const name = oneOf(random, [
    'p',
    'p',
    'well\\ 7/thp',
    'größe',
    'a\\,b\\=c\\d',
    'pump',
    'note',
    'no',
  ]);
  return oneOf(random, [
    name,
    name,
    `s,tag=${name}`,
    `s,unit=psi,tag=${name},area=1`,
    `s,host=${name}`,
  ]);
}

function value(random: Random): string {
  const point = oneOf(random, ['', '', '.']);
  const number = `${oneOf(random, ['', '-', '+'])}${digits(random, 9)}${point}${digits(random, 9)}`;
  const exponent = oneOf(random, [
    '',
    '',
    '',
    'e3',
    'E-22',
    'e+23',
    'e-330',
    'e400',
    'i',
    'u',
    'x',
  ]);
  const others = ['true', 'F', '"a b,c=d"', '"\\"\\\\"', '"', '0', '-0', '3i', '9007199254740993'];
  return oneOf(random, [number, number + exponent, number + exponent, oneOf(random, others)]);
}

function time(random: Random, precision: (typeof PRECISIONS)[number]): string {
  const unit = { ns: '123456789', us: '123456', ms: '123', s: '' }[precision];
  const moment = ` 17${digits(random, 8).padStart(8, '0')}${unit}`;
  return oneOf(random, [
    moment,
    moment,
    moment,
    ` ${digits(random, 15)}`,
    ` -${digits(random, 9)}`,
    '',
    ' ',
    ' 1e3',
    ' 0',
  ]);
}

function line(random: Random, precision: (typeof PRECISIONS)[number]): string {
  const field = oneOf(random, [
    'value',
    'value',
    'value',
    'value',
    'max',
    'status',
    'quality',
    'v\\ x',
  ]);
  const more = oneOf(random, [
    '',
    '',
    '',
    `,max=${value(random)}`,
    ',status=-2144337920i',
    ',value=7',
  ]);
  const whole = `${series(random)} ${field}=${value(random)}${more}${time(random, precision)}`;
  return oneOf(random, [whole, whole, whole, broken(random, whole), '', '# p value=1', '  ']);
}

/** Puts something into a line, or takes some of it. */
function broken(random: Random, whole: string): string {
  const at = Math.floor(random() * (whole.length + 1));
  const piece = oneOf(random, [...' ,=\\"\r\t#1.-eé\0'.split(''), '']);
  return whole.slice(0, at) + piece + whole.slice(at + oneOf(random, [0, 0, 1, 1, 5]));
}

function body(random: Random, precision: (typeof PRECISIONS)[number]): Buffer {
  const lines = Array.from(
    { length: LINES },
    () => line(random, precision) + oneOf(random, ['\n', '\n', '\r\n']),
  );
  const whole = Buffer.from(lines.join('').slice(0, oneOf(random, [undefined, -1])));
  // A byte that makes it no UTF-8.
  if (random() < 0.1) whole[Math.floor(random() * whole.length)] = 0xff;
  return whole;
}

const knownSeries = createKnownSeries();
const byName = new Map(TAGS.map((tag) => [tag.name, tag]));
const finder = { byName: (name: string) => byName.get(name), byId: () => undefined };

function read(sent: Buffer, precision: (typeof PRECISIONS)[number]): ReadLines {
  const intake = createSampleIntake({ isStorableTime }, sent.length);
  const options = { finder, knownSeries, precision, nowUs: NOW_US };
  for (const _ of readLineProtocol(sent, intake, options));
  const { batch, texts, acceptedCount, rejected, rejectedCount } = intake;
  expect([acceptedCount, rejectedCount]).toEqual([batch.length + texts.length, rejected.length]);
  return {
    samples: [
      ...Array.from({ length: batch.length }, (_, at) => ({
        tag: TAGS[batch.tag[at]!]!.name,
        timeUs: batch.time[at]!,
        value: batch.value[at]!,
        status: batch.status[at]!,
      })),
      ...texts.map(({ tag, ...sample }) => ({ tag: TAGS[tag]!.name, ...sample })),
    ],
    refused: rejected.map(({ line: number, code }) => ({ line: number, code })),
  };
}

test('lines at random are read as the most obvious reader reads them, to the last bit', () => {
  const seed = randomInt(1, 2 ** 31 - 1);
  process.stderr.write(`lines at random: seed ${seed}\n`);
  const random = seededRandom(seed);
  const found = { accepted: 0, refused: 0 };
  for (let at = 0; at < BODIES; at++) {
    const precision = oneOf(random, PRECISIONS);
    const sent = body(random, precision);
    const { samples, refused } = readObviously(sent, TAGS, { precision, nowUs: NOW_US });
    const isText = (tag: string): boolean => tag === 'note';
    // Texts stand apart from numbers.
    const inOrder = [
      ...samples.filter(({ tag }) => !isText(tag)),
      ...samples.filter(({ tag }) => isText(tag)),
    ];
    expect(read(sent, precision), JSON.stringify(sent.toString())).toEqual({
      samples: inOrder,
      refused,
    });
    found.accepted += samples.length;
    found.refused += refused.length;
  }
  expect(Math.min(found.accepted, found.refused)).toBeGreaterThan(BODIES);
});
