import { planModbusReads, StatusCode, type ModbusTagDefinition } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { chooseProbe } from '../../../src/driver/modbus/choose-probe.ts';
import {
  createUnits,
  forgetSilence,
  noteAnswer,
  noteLateness,
  noteSilence,
  partsOf,
  type UnitHealth,
} from '../../../src/driver/modbus/unit-health.ts';

const trouble = { reason: 'silent', status: StatusCode.badTimeout };
const COST_MS = 1_000;

/** A unit with a block of one register at each of some addresses. */
function unitOf(addresses: readonly number[], unitId = 1): UnitHealth {
  const tags = addresses.map((address): ModbusTagDefinition => ({
    name: `r${address}`,
    unitId,
    address,
    rawType: 'uint16',
  }));
  return createUnits(planModbusReads(tags, 0))[0]!;
}

const isSilent = (unit: UnitHealth, at: number, nowMs = 0): boolean =>
  noteSilence(unit, partsOf(unit)[at]!, { trouble, costMs: COST_MS, nowMs });
const answers = (unit: UnitHealth, at: number): void => noteAnswer(unit, partsOf(unit)[at]!);

describe('a unit', () => {
  test('with one block is dead when that is silent', () => {
    const unit = unitOf([0]);
    expect(isSilent(unit, 0)).toBe(false);
    expect(unit.isDead).toBe(true);
  });

  test('is dead when two answers in a row do not come that came before', () => {
    const unit = unitOf([0, 200, 400, 600]);
    for (const at of [0, 1, 2, 3]) answers(unit, at);
    expect(isSilent(unit, 0)).toBe(true);
    expect(unit.isDead).toBe(false);
    expect(isSilent(unit, 1)).toBe(true);
    expect(unit.isDead).toBe(true);
  });

  test('is not dead when two blocks are silent that never answered, and a third may', () => {
    const unit = unitOf([0, 200, 400]);
    isSilent(unit, 0);
    isSilent(unit, 1);
    expect(unit.isDead).toBe(false);
    isSilent(unit, 2);
    expect(unit.isDead).toBe(true);
  });

  test('that answers between two silences is not dead', () => {
    const unit = unitOf([0, 200, 400]);
    for (const at of [0, 1, 2]) answers(unit, at);
    isSilent(unit, 0);
    answers(unit, 1);
    isSilent(unit, 2);
    expect(unit.isDead).toBe(false);
  });

  test('that answers again is asked all that answered before its death', () => {
    const unit = unitOf([0, 200, 400]);
    answers(unit, 0);
    answers(unit, 1);
    isSilent(unit, 2);
    isSilent(unit, 0);
    isSilent(unit, 1);
    expect(unit.isDead).toBe(true);
    answers(unit, 0);
    expect(unit.isDead).toBe(false);
    expect(partsOf(unit).map(({ silences }) => silences)).toEqual([0, 0, 1]);
    forgetSilence(unit);
    expect(partsOf(unit).map(({ silences }) => silences)).toEqual([0, 0, 0]);
  });

  test('that does not have two of its blocks any more is not dead for it a second time', () => {
    const unit = unitOf([0, 200, 400]);
    for (const at of [0, 1, 2]) answers(unit, at);
    isSilent(unit, 0);
    isSilent(unit, 1);
    expect(unit.isDead).toBe(true);
    const { part } = chooseProbe([unit], { nowMs: 0, isQuiet: true, mayHoldLine: true })!;
    expect(part.request.address).toBe(400);
    answers(unit, 2);
    isSilent(unit, 0);
    isSilent(unit, 1);
    expect(unit.isDead).toBe(false);
  });

  test('is given a chance at once after an answer, then waited for ever longer', () => {
    const unit = unitOf([0]);
    answers(unit, 0);
    const pauses = Array.from({ length: 5 }, () => {
      isSilent(unit, 0);
      return unit.askAgainAt;
    });
    expect(pauses).toEqual([0, COST_MS, 4 * COST_MS, 10_000, 10_000]);
  });

  test('that holds the line for long is asked so rarely that it has a tenth of it', () => {
    const unit = unitOf([0]);
    for (let silence = 0; silence < 5; silence++) isSilent(unit, 0);
    noteLateness(unit, 3_000, 50_000);
    expect(unit.askAgainAt).toBe(80_000);
  });
});

describe('chooseProbe', () => {
  const conditions = { nowMs: 20_000, isQuiet: false, mayHoldLine: true };

  test('chooses nothing when all answer', () => {
    expect(chooseProbe([unitOf([0])], conditions)).toBeUndefined();
  });

  test('chooses what was due first', () => {
    const [one, other] = [unitOf([0], 1), unitOf([0], 2)];
    isSilent(one, 0, 2_000);
    isSilent(other, 0, 1_000);
    expect(chooseProbe([one, other], conditions)!.unit).toBe(other);
  });

  test('waits until something is due, unless nobody answers', () => {
    const unit = unitOf([0]);
    isSilent(unit, 0, 19_000);
    expect(chooseProbe([unit], conditions)).toBeUndefined();
    expect(chooseProbe([unit], { ...conditions, isQuiet: true })!.unit).toBe(unit);
  });

  test('spares the line, but for what answered just before', () => {
    const unit = unitOf([0]);
    isSilent(unit, 0);
    const spared = { ...conditions, mayHoldLine: false };
    expect(chooseProbe([unit], spared)).toBeUndefined();
    const fresh = unitOf([0]);
    answers(fresh, 0);
    isSilent(fresh, 0);
    expect(chooseProbe([fresh], spared)!.unit).toBe(fresh);
  });

  test('asks another block of a dead unit each time, and single values of one that never answered', () => {
    const unit = unitOf([0, 1, 2, 200]);
    for (const at of [0, 1]) isSilent(unit, at);
    const asked = Array.from({ length: 12 }, () => {
      const { part, cell } = chooseProbe([unit], { ...conditions, isQuiet: true })!;
      isSilent(unit, partsOf(unit).indexOf(part));
      const { address, quantity } = cell ?? part.request;
      return `${address}+${quantity}`;
    });
    expect(new Set(asked)).toEqual(new Set(['0+3', '200+1', '0+1', '1+1', '2+1']));
  });
});
