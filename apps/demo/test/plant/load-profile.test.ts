import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { loadAt, parseLoadProfile } from '../../src/plant/load-profile.ts';

const HEADING =
  'date,Lagging_Current_Reactive.Power_kVarh,Leading_Current_Reactive_Power_kVarh,Usage_kWh';
const SMALL = `${HEADING}\n1/1/2018 0:15,3,0,4\n1/1/2018 0:30,0,0,10\n1/1/2018 0:45,0,0,0\n`;

describe('parseLoadProfile', () => {
  test('turns the energy of a quarter of an hour into power', () => {
    const { powerKw, powerFactor } = parseLoadProfile(SMALL);
    expect([...powerKw]).toEqual([16, 40, 0]);
    expect([...powerFactor]).toEqual([0.8, 1, 1]);
  });

  test('reads the year of the steel plant', async () => {
    const file = new URL('../../data/steel-industry-energy.csv', import.meta.url);
    const { powerKw, powerFactor } = parseLoadProfile(await readFile(file, 'utf8'));
    expect(powerKw.length).toBe(365 * 24 * 4);
    expect(powerKw[0]).toBeCloseTo(4 * 3.17);
    // The file's own power factor of its first row, 73.21 %, to a digit less.
    expect(powerFactor[0]).toBeCloseTo(0.732, 3);
    expect(Math.max(...powerKw)).toBeCloseTo(4 * 157.18);
    expect(powerFactor.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  test.each([
    { text: 'date,kWh\n1/1/2018,3', message: 'expected a column' },
    { text: HEADING, message: 'expected rows of energy data below the heading, got none' },
    {
      text: `${HEADING}\na,0,0,5\nb,0,0,much`,
      message: 'line 3: expected a number in column 4, got "much"',
    },
    { text: `${HEADING}\na,0,0`, message: 'line 2: expected a number in column 4, got ""' },
  ])('refuses $text', ({ text, message }) => {
    expect(() => parseLoadProfile(text)).toThrow(message);
  });
});

describe('loadAt', () => {
  const profile = parseLoadProfile(SMALL);

  test('takes the line between two quarters', () => {
    expect(loadAt(profile, 0).powerKw).toBe(16);
    expect(loadAt(profile, 0.25).powerKw).toBe(22);
    expect(loadAt(profile, 1).powerKw).toBe(40);
    expect(loadAt(profile, 0.5).powerFactor).toBeCloseTo(0.9);
  });

  test('starts again at the end', () => {
    expect(loadAt(profile, 2.5).powerKw).toBe(8);
    expect(loadAt(profile, 3)).toEqual(loadAt(profile, 0));
  });
});
