import {
  health,
  latestSamples,
  MAX_LISTED_TAGS,
  MAX_LIVE_TAGS,
  MAX_TREND_TAGS,
  MAX_TREND_WIDTH_PIXELS,
  tagPage,
  trends,
} from '@varve/contract';
import { StatusCode } from '@varve/protocols';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { router } from '../src/router.ts';
import { createCallerFactory } from '../src/trpc/trpc.ts';
import { SAMPLES, START_MS, startTestHouse, type TestHouse } from './support/test-house.ts';

const NO_TAG = 2_000_000_000;

const createCaller = createCallerFactory(router);

let house: TestHouse;
let caller: ReturnType<typeof createCaller>;
let pressure: number;
let pump: number;
let note: number;

beforeAll(async () => {
  house = await startTestHouse();
  caller = createCaller(house.context);
  [pressure, pump, note] = house.tagIds;
});
afterAll(() => house?.[Symbol.asyncDispose]());

const range = { fromMs: START_MS, toMs: START_MS + SAMPLES * 60_000, widthPixels: 100 };
const refusalOf = async (answer: Promise<unknown>): Promise<Record<string, unknown>> =>
  answer.then(
    () => expect.unreachable('it was answered'),
    (error: unknown) => error as Record<string, unknown>,
  );

describe('tags.list', () => {
  test('gives every tag with what its definition says or implies', async () => {
    const page = await caller.tags.list({});
    expect(tagPage.parse(page)).toEqual(page);
    expect(page).toEqual({
      nextCursor: null,
      tags: [
        {
          id: pressure,
          name: 'pressure',
          description: '',
          unit: 'psi',
          dataType: 'analog',
          states: [],
          interpolation: 'linear',
          rangeLow: 0,
          rangeHigh: 500,
          source: 'program',
        },
        expect.objectContaining({ id: pump, states: ['Off', 'On'], interpolation: 'step' }),
        expect.objectContaining({ id: note, dataType: 'text', interpolation: 'step' }),
      ],
    });
  });

  test('gives pages by ascending id, each from the one before, until there are no more', async () => {
    const first = await caller.tags.list({ limit: 2 });
    expect([first.tags.map(({ id }) => id), first.nextCursor]).toEqual([[pressure, pump], pump]);
    const second = await caller.tags.list({ limit: 2, cursor: first.nextCursor! });
    expect([second.tags.map(({ id }) => id), second.nextCursor]).toEqual([[note], null]);
    expect(await caller.tags.list({ cursor: NO_TAG })).toEqual({ tags: [], nextCursor: null });
  });

  test.each([{ limit: 0 }, { limit: MAX_LISTED_TAGS + 1 }, { cursor: -1 }, { page: 2 }])(
    'refuses %j',
    async (input) => {
      expect(await refusalOf(caller.tags.list(input))).toMatchObject({ code: 'BAD_REQUEST' });
    },
  );
});

describe('live.latest', () => {
  test('gives the newest sample of each tag, a text beside the numbers', async () => {
    const samples = await caller.live.latest({ tagIds: [pump, pressure, note] });
    expect(latestSamples.parse(samples)).toEqual(samples);
    const timeMs = START_MS + (SAMPLES - 1) * 60_000;
    expect(samples).toEqual([
      { tagId: pump, timeMs, value: 1, status: 0 },
      { tagId: pressure, timeMs, value: 109, status: 0 },
      { tagId: note, timeMs: START_MS, value: null, text: 'choke changed', status: 0 },
    ]);
  });

  test('refuses a tag that does not exist, by its number', async () => {
    expect(await refusalOf(caller.live.latest({ tagIds: [pressure, NO_TAG] }))).toMatchObject({
      code: 'NOT_FOUND',
      message: `there is no tag ${NO_TAG}`,
    });
  });

  test.each([
    ['no list of tags', {}],
    ['a tag that cannot be', { tagIds: [0] }],
    ['a text for a number', { tagIds: ['1'] }],
    ['a key that it does not know', { tagIds: [1], all: true }],
    ['too many tags', { tagIds: Array.from({ length: MAX_LIVE_TAGS + 1 }, () => 1) }],
  ])('refuses %s', async (_what, input) => {
    const asked = caller.live.latest(input as { tagIds: number[] });
    expect(await refusalOf(asked)).toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('live.follow', () => {
  test('gives the chosen tags at first, and then what changes', async () => {
    const messages: unknown[] = [];
    for await (const samples of await caller.live.follow({ tagIds: [pump] })) {
      expect(latestSamples.parse(samples)).toEqual(samples);
      messages.push(samples.map(({ tagId, value }) => [tagId, value]));
      if (messages.length === 2) break;
      await house.stopPump();
    }
    expect(messages).toEqual([[[pump, 1]], [[pump, 0]]]);
  });

  test('gives every tag where none is chosen', async () => {
    for await (const samples of await caller.live.follow({})) {
      expect(new Set(samples.map(({ tagId }) => tagId))).toEqual(new Set([pressure, pump, note]));
      break;
    }
  });

  test('refuses a tag that does not exist, within the stream', async () => {
    const stream = await caller.live.follow({ tagIds: [NO_TAG] });
    const first = stream[Symbol.asyncIterator]().next();
    expect(await refusalOf(first)).toMatchObject({ code: 'NOT_FOUND' });
  });

  test.each([[{ tagIds: [-1] }], [{ tagIds: 1 }], [{ tags: [1] }]])('refuses %j', async (input) => {
    const asked = caller.live.follow(input as { tagIds: number[] });
    expect(await refusalOf(asked)).toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('trends.read', () => {
  test('gives a trend a tag, in the order of the question, with a gap where quality is bad', async () => {
    const answer = await caller.trends.read({ tagIds: [pump, pressure], ...range });
    expect(trends.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject([
      { tagId: pump, sampleCount: SAMPLES, method: 'raw', heldFromMs: null },
      {
        tagId: pressure,
        values: [100, 101, 102, null, 104, 105, 106, 107, 108, 109],
        timesMs: Array.from({ length: SAMPLES }, (_, number) => START_MS + number * 60_000),
      },
    ]);
    expect(answer[1]!.statuses[3]).toBe(StatusCode.badNoCommunication);
  });

  test('keeps to the contract where it reduces, at the widest chart too', async () => {
    for (const widthPixels of [1, MAX_TREND_WIDTH_PIXELS]) {
      const answer = await caller.trends.read({ tagIds: [pressure], ...range, widthPixels });
      expect(trends.parse(answer)).toEqual(answer);
    }
    const [reduced] = await caller.trends.read({ tagIds: [pressure], ...range, widthPixels: 1 });
    expect(reduced).toMatchObject({ method: 'm4', sampleCount: SAMPLES });
  });

  test('says since when the value at the left edge holds', async () => {
    const fromMs = START_MS + 30_000;
    const [trend] = await caller.trends.read({ tagIds: [pump], ...range, fromMs });
    expect(trend).toMatchObject({ heldFromMs: START_MS, sampleCount: SAMPLES - 1 });
    expect([trend!.timesMs[0], trend!.values[0]]).toEqual([fromMs, 0]);
  });

  test('refuses a tag that does not exist, by its number', async () => {
    const asked = caller.trends.read({ tagIds: [pressure, NO_TAG], ...range });
    expect(await refusalOf(asked)).toMatchObject({
      code: 'NOT_FOUND',
      message: `there is no tag ${NO_TAG}`,
    });
  });

  test.each([
    [{ tagIds: [] }],
    [{ tagIds: Array.from({ length: MAX_TREND_TAGS + 1 }, (_, index) => index + 1) }],
    [{ toMs: START_MS }],
    [{ fromMs: Number.NaN }],
    [{ fromMs: '2026-01-01' }],
    [{ toMs: 1e300 }],
    [{ widthPixels: 0 }],
    [{ widthPixels: MAX_TREND_WIDTH_PIXELS + 1 }],
    [{ widthPixels: 1.5 }],
    [{ width: 100 }],
  ])('refuses %j', async (given) => {
    const input = { tagIds: [pressure], ...range, ...given };
    const asked = caller.trends.read(input as { tagIds: number[] } & typeof range);
    expect(await refusalOf(asked)).toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('status.health', () => {
  test('tells of database, sources, sinks, spool and clock', async () => {
    const answer = await caller.status.health();
    expect(health.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      database: { state: 'connected', engine: expect.stringContaining('PostgreSQL') },
      sources: [{ name: 'program', protocol: 'program', address: '', lastError: null }],
      sinks: [{ name: 'postgres', state: 'working', lastError: null }],
      clock: { isBehind: false },
    });
  });

  test('refuses what it does not ask for', async () => {
    const input: object = { of: 'everything' };
    const asked = caller.status.health(input as Record<string, never>);
    expect(await refusalOf(asked)).toMatchObject({ code: 'BAD_REQUEST' });
  });
});
