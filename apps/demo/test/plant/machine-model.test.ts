import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseLoadProfile } from '../../src/plant/load-profile.ts';
import { MachineModel, type MachinePayload } from '../../src/plant/machine-model.ts';
import { type Machine, MACHINE_STATES, MACHINES, ratedPower } from '../../src/plant/machines.ts';

const profile = parseLoadProfile(
  readFileSync(new URL('../../data/steel-industry-energy.csv', import.meta.url), 'utf8'),
);

function payloadsOf(machine: Machine, { seed = 1, count = 300 } = {}): MachinePayload[] {
  const model = new MachineModel({ seed, machine, profile });
  return Array.from({ length: count }, (_, step) => model.advanceTo(step));
}

describe('MACHINES', () => {
  test('are the seven machines of both factories, each heard at least every 5 s', () => {
    expect(MACHINES.map((machine) => machine.topic)).toEqual([
      'factory/demo/compressor-1',
      'factory/demo/hvac-main',
      'factory/demo/conveyor-a',
      'factory/demo/hydraulic-pump-1',
      'factory/demo/injection-molding-1',
      'factory/europe/compressor-1',
      'factory/europe/hvac-north',
    ]);
    for (const machine of MACHINES) expect(machine.publishIntervalMs).toBeLessThanOrEqual(5_000);
  });

  test.each(['demo', 'europe'] as const)('share the load of %s out completely', (site) => {
    const shares = MACHINES.filter((machine) => machine.site === site).map((m) => m.loadShare);
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1);
  });
});

describe('MachineModel', () => {
  test('gives the same payloads for the same seed, others for another', () => {
    const [machine] = MACHINES as [Machine];
    expect(payloadsOf(machine)).toEqual(payloadsOf(machine));
    expect(payloadsOf(machine, { seed: 2 })).not.toEqual(payloadsOf(machine));
  });

  test.each(MACHINES)('publishes numbers within reason: $topic', (machine) => {
    for (const payload of payloadsOf(machine)) {
      expect(payload['power_kw']).toBeGreaterThanOrEqual(0);
      expect(payload['power_kw']).toBeLessThan(1.5 * ratedPower(machine));
      expect(payload['power_factor']).toBeGreaterThan(0);
      expect(payload['power_factor']).toBeLessThanOrEqual(1);
      expect(MACHINE_STATES).toContain(payload['state']);
    }
  });

  test.each(MACHINES)('counts the energy of its power in real time: $topic', (machine) => {
    const payloads = payloadsOf(machine);
    const hours = machine.publishIntervalMs / 3_600_000;
    const used = payloads
      .slice(1)
      .reduce((sum, payload) => sum + Number(payload['power_kw']) * hours, 0);
    const counted = Number(payloads.at(-1)!['energy_kwh']) - Number(payloads[0]!['energy_kwh']);
    expect(counted).toBeCloseTo(used, 2);
  });

  test('counts production upwards only', () => {
    const machine = MACHINES.find((machine) => machine.type === 'injection_molding')!;
    const counts = payloadsOf(machine).map((payload) => Number(payload['production_count']));
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(counts.at(-1)).toBeGreaterThan(counts[0]!);
  });
});
