import { OUR_TIME_BIT, StatusCode } from '@varve/protocols';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decoderOf, good, RECEIVED, us } from '../support/decode-json.ts';

describe('times', () => {
  const two = (number: number): string => String(number).padStart(2, '0');
  const wallClock = fc
    .record({
      year: fc.integer({ min: 2001, max: 2199 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 31 }),
      hour: fc.integer({ min: 0, max: 23 }),
      minute: fc.integer({ min: 0, max: 59 }),
      second: fc.integer({ min: 0, max: 59 }),
      fraction: fc.oneof(fc.constant(''), fc.stringMatching(/^[.,]\d{1,9}$/)),
      isBasic: fc.boolean(),
    })
    .map(({ year, month, day, hour, minute, second, fraction, isBasic }) => {
      const [dash, colon] = isBasic ? ['', ''] : ['-', ':'];
      const date = [year, two(month), two(day)].join(dash);
      return `${date}T${[two(hour), two(minute), two(second)].join(colon)}${fraction}`;
    });
  const offset = fc.oneof(
    fc.constant('Z'),
    fc
      .tuple(
        fc.constantFrom('+', '-'),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        fc.boolean(),
      )
      .map(
        ([sign, hours, minutes, isBasic]) =>
          `${sign}${two(hours)}${isBasic ? '' : ':'}${two(minutes)}`,
      ),
  );

  /** Reads with the language's own reader; undefined where there is no such day. */
  function expectedUs(text: string): number | undefined {
    try {
      const ns = Temporal.Instant.from(text).epochNanoseconds;
      return Number(ns / 1_000n);
    } catch {
      return undefined;
    }
  }

  test('with a zone are read as Temporal reads them', () => {
    const decode = decoderOf({ timestampPath: 't' });
    fc.assert(
      fc.property(wallClock, offset, (clock, zone) => {
        const expected = expectedUs(clock + zone);
        const { samples } = decode(`{"t":"${clock}${zone}","value":1}`);
        const isOutside =
          expected === undefined ||
          expected < us('2001-01-01T00:00:00Z') ||
          expected >= us('2200-01-01T00:00:00Z');
        expect(samples).toEqual([
          isOutside
            ? { ...good(1), status: StatusCode.uncertain | OUR_TIME_BIT }
            : good(1, 0, expected),
        ]);
      }),
      { numRuns: 500 },
    );
  });

  const ZONES = [
    'America/Los_Angeles',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
    'Africa/Casablanca',
    'UTC',
  ];

  test.each(ZONES)('without a zone are read as Temporal reads them in %s', (timeZone) => {
    const decode = decoderOf({
      timestampPath: 't',
      timeZone,
      earliestTime: '1980-01-01T00:00:00Z',
    });
    // Near to where clocks are set, and anywhere.
    const transitions: number[] = [];
    let moment: Temporal.ZonedDateTime | null = new Temporal.ZonedDateTime(
      631_152_000_000_000_000n,
      timeZone,
    );
    while ((moment = moment.getTimeZoneTransition('next')) !== null && moment.year < 2040) {
      transitions.push(moment.toPlainDateTime().toZonedDateTime('UTC').epochMilliseconds);
    }
    const anyWallMs = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2040, 0) });
    const wallMs = fc.oneof(
      anyWallMs,
      ...(transitions.length === 0
        ? []
        : [
            fc
              .tuple(fc.constantFrom(...transitions), fc.integer({ min: -7_200, max: 7_200 }))
              .map(([near, seconds]) => near + seconds * 1_000),
          ]),
    );
    fc.assert(
      fc.property(wallMs, (ms) => {
        const text = new Date(ms).toISOString().slice(0, -1);
        const plain = Temporal.PlainDateTime.from(text);
        const [first, second] = (['earlier', 'later'] as const).map((disambiguation) =>
          plain.toZonedDateTime(timeZone, { disambiguation }),
        );
        const [sample] = decode(`{"t":"${text}","value":1}`).samples;
        const times = [first!, second!].map((time) => time.epochMilliseconds * 1_000);
        const marked = (time: number, status: number) => ({ ...good(1, 0, time), status });
        const isThere = first!.toPlainDateTime().equals(plain);
        const possible = isThere
          ? times.map((time) => marked(time, times[0] === times[1] ? 0 : StatusCode.uncertain))
          : [marked(RECEIVED, StatusCode.uncertain | OUR_TIME_BIT)];
        expect(possible).toContainEqual(sample);
      }),
      { numRuns: 500 },
    );
  });
});
