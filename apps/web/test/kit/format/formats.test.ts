import { describe, expect, test } from 'vitest';
import { createFormats } from '../../../src/kit/format/formats.ts';
import { qualityOf, statusHex, statusName, statusText } from '../../../src/kit/format/quality.ts';
import { decimalsOf, rangeFraction, valueText } from '../../../src/kit/format/value-text.ts';
import { kitWords } from '../../../src/kit/kit-words.ts';
import { tagOf } from '../../support/tag-of.ts';

const english = createFormats('en', 'America/Bogota');
const spanish = createFormats('es', 'America/Bogota');

describe('valueText', () => {
  test.each([
    { value: 62.4444, range: [0, 250], text: '62.4' },
    { value: 2841.3, range: [0, 6000], text: '2,841' },
    { value: 0.9137, range: [0, 1], text: '0.914' },
    { value: -0.00001, range: [-20, 150], text: '0.0' },
    { value: 0, range: [0, 100], text: '0.0' },
  ])('writes $value of a range $range as $text', ({ value, range, text }) => {
    const tag = tagOf({ rangeLow: range[0]!, rangeHigh: range[1]! });
    expect(valueText(value, tag, english.number)).toBe(text);
  });

  test.each([
    { value: 54.3, text: '54.30' },
    { value: 0.0221, text: '0.02210' },
    { value: 123_456.7, text: '123,457' },
    { value: 0, text: '0.000' },
    { value: 2.5e12, text: '2.5E12' },
    { value: 2.5e-7, text: '2.5E-7' },
    { value: Number.NaN, text: 'NaN' },
    { value: Number.POSITIVE_INFINITY, text: 'Infinity' },
  ])('writes $value without a range as $text', ({ value, text }) => {
    const tag = tagOf({ rangeLow: null, rangeHigh: null });
    expect(valueText(value, tag, english.number)).toBe(text);
  });

  test('writes the label of a state, and the number of a state without one', () => {
    const tag = tagOf({ dataType: 'digital', states: ['Stopped', 'Running'] });
    expect(valueText(1, tag, english.number)).toBe('Running');
    expect(valueText(7, tag, english.number)).toBe('7');
  });

  test('writes all digits of a counter', () => {
    const tag = tagOf({ dataType: 'counter', rangeLow: null, rangeHigh: null });
    expect(valueText(105_808_274, tag, english.number)).toBe('105,808,274');
    expect(valueText(105_808_274, tag, spanish.number)).toBe('105.808.274');
  });

  test('keeps the decimals of a tag whatever its value', () => {
    const tag = tagOf({ rangeLow: 0, rangeHigh: 400 });
    expect([0.001, 1, 399.9].map((value) => decimalsOf(tag, value))).toEqual([1, 1, 1]);
  });
});

describe('rangeFraction', () => {
  test('stays between the ends, and is nothing without a range', () => {
    const tag = tagOf({ rangeLow: 100, rangeHigh: 300 });
    expect([0, 100, 150, 300, 999].map((value) => rangeFraction(value, tag))).toEqual([
      0, 0, 0.25, 1, 1,
    ]);
    expect(rangeFraction(1, tagOf({ rangeLow: null }))).toBeNull();
    expect(rangeFraction(1, tagOf({ rangeLow: 5, rangeHigh: 5 }))).toBeNull();
  });
});

describe('status', () => {
  test.each([
    { status: 0, quality: 'GOOD', name: 'Good', hex: '0x00000000' },
    { status: 0x3fff_ffff, quality: 'GOOD', name: null, hex: '0x3FFFFFFF' },
    {
      status: 0x4090_0000,
      quality: 'UNCERTAIN',
      name: 'UncertainLastUsableValue',
      hex: '0x40900000',
    },
    { status: 0x8000_0000 | 0, quality: 'BAD', name: 'Bad', hex: '0x80000000' },
    { status: 0x800a_0000 | 0, quality: 'BAD', name: 'BadTimeout', hex: '0x800A0000' },
    // With a limit bit set below: the condition is the same.
    { status: 0x808c_0100 | 0, quality: 'BAD', name: 'BadSensorFailure', hex: '0x808C0100' },
  ])('reads $hex as $quality', ({ status, quality, name, hex }) => {
    expect(qualityOf(status)).toBe(quality);
    expect(statusName(status)).toBe(name);
    expect(statusHex(status)).toBe(hex);
  });

  test('says what a status means, in either language, and names those it does not know', () => {
    const noCommunication = 0x8031_0000 | 0;
    expect(statusText(noCommunication, kitWords.en)).toBe(
      'No communication with the device (BadNoCommunication, 0x80310000)',
    );
    expect(statusText(noCommunication, kitWords.es)).toContain('Sin comunicación con el equipo');
    expect(statusText(0x80ff_0000 | 0, kitWords.en)).toBe('BAD (0x80FF0000)');
  });
});

describe('duration', () => {
  const second = 1_000;
  const minute = 60 * second;
  const hour = 60 * minute;
  test.each([
    { ms: -5_000, age: '0 s', long: '0 s' },
    { ms: 999, age: '0 s', long: '0 s' },
    { ms: 59_999, age: '59 s', long: '59 s' },
    { ms: minute, age: '1 min', long: '1 min 0 s' },
    { ms: hour + 59 * minute, age: '1 h', long: '1 h 59 min' },
    { ms: 50 * hour, age: '2 d', long: '2 d 2 h' },
  ])('writes $ms ms as "$age" and "$long"', ({ ms, age, long }) => {
    const { duration } = english;
    expect(duration.age(ms).replaceAll('\u00a0', ' ')).toBe(age);
    expect(duration.long(ms).replaceAll('\u00a0', ' ')).toBe(long);
  });
});

describe('time', () => {
  const timeMs = Date.UTC(2026, 10, 21, 2, 3, 5, 120);

  test('is written in the zone and the language asked for, to the millisecond', () => {
    expect(english.time.dateTimeMs(timeMs)).toBe('Nov 20, 2026, 21:03:05.120');
    expect(spanish.time.dateTimeMs(timeMs)).toBe('20 nov 2026, 21:03:05,120');
    expect(english.time.timeOfDay(timeMs)).toBe('21:03:05');
    expect(english.time.timeZone).toBe('America/Bogota');
    expect(english.time.offsetName(timeMs)).toBe('UTC-5');
  });

  test('writes a day of the calendar as that day in every zone', () => {
    expect(english.time.day('2026-11-20')).toBe('Nov 20, 2026');
    expect(createFormats('es', 'Pacific/Kiritimati').time.day('2026-11-20')).toBe('20 nov 2026');
  });

  test('is as fine on an axis as its ticks are apart, and says the day at midnight', () => {
    const midnight = Date.UTC(2026, 10, 21, 5);
    expect(english.time.tick(timeMs, 100)).toBe('21:03:05.120');
    expect(english.time.tick(timeMs, 5_000)).toBe('21:03:05');
    expect(english.time.tick(timeMs, 60_000)).toBe('21:03');
    expect(english.time.tick(midnight, 3_600_000)).toBe('Nov 21');
    expect(english.time.tick(timeMs, 86_400_000)).toBe('Nov 20');
  });
});

describe('a typed number', () => {
  test.each([
    ['en', '1,234.5', 1234.5],
    ['en', '-3', -3],
    ['en', '1,5', NaN],
    ['es', '1.234,5', 1234.5],
    ['es', '1,5', 1.5],
    ['es', '1.5', NaN],
    ['es', '−0,25', -0.25],
    ['en', ' 1e3 ', 1000],
    ['en', '1.2.3', NaN],
    ['en', 'twelve', NaN],
    ['en', '', null],
  ])('in %s "%s" is %s', (locale, text, value) => {
    expect(createFormats(locale).number.parse(text)).toBe(value);
  });

  test('is written so that it is read again', () => {
    for (const locale of ['en', 'es']) {
      const { plain, parse } = createFormats(locale).number;
      for (const value of [0, -1.5, 1_234_567.25, 1e-9]) expect(parse(plain(value))).toBe(value);
    }
  });
});
