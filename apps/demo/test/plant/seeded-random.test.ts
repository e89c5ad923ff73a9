import { describe, expect, test } from 'vitest';
import { createSeededRandom, createWander } from '../../src/plant/seeded-random.ts';

const COUNT = 20_000;
const draw = (next: () => number) => Array.from({ length: COUNT }, next);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / COUNT;

describe('createSeededRandom', () => {
  test('repeats its numbers for the same seed and stream', () => {
    const [one, other] = [createSeededRandom(7, 'a'), createSeededRandom(7, 'a')];
    expect(draw(() => one.uniform(0, 1))).toEqual(draw(() => other.uniform(0, 1)));
  });

  test.each([
    { seed: 8, stream: 'a' },
    { seed: 7, stream: 'b' },
  ])('gives other numbers for seed $seed, stream $stream', ({ seed, stream }) => {
    const [one, other] = [createSeededRandom(7, 'a'), createSeededRandom(seed, stream)];
    expect(one.uniform(0, 1)).not.toBe(other.uniform(0, 1));
  });

  test('spreads uniform numbers over their range and leaves the upper end out', () => {
    const random = createSeededRandom(1, 'uniform');
    const values = draw(() => random.uniform(-2, 4));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-2);
    expect(Math.max(...values)).toBeLessThan(4);
    expect(mean(values)).toBeCloseTo(1, 1);
  });

  test('gives gaussian numbers of the mean and deviation asked for', () => {
    const random = createSeededRandom(1, 'gaussian');
    const values = draw(() => random.gaussian(10, 2));
    expect(mean(values)).toBeCloseTo(10, 1);
    expect(Math.sqrt(mean(values.map((value) => (value - 10) ** 2)))).toBeCloseTo(2, 1);
  });
});

describe('createWander', () => {
  test('keeps its deviation and changes little from one step to the next', () => {
    const next = createWander(createSeededRandom(1, 'w'), { deviation: 3, relaxationSteps: 20 });
    const values = draw(next);
    const changes = values.map((value, i) => (value - (values[i - 1] ?? value)) ** 2);
    expect(Math.sqrt(mean(values.map((value) => value ** 2)))).toBeCloseTo(3, 0);
    expect(Math.sqrt(mean(changes))).toBeLessThan(1.2);
  });
});
