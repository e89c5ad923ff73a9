import {
  packReadRequest,
  planModbusReads,
  type ModbusDataType,
  type ModbusReadPlan,
  type ModbusTable,
  type ModbusTagDefinition,
} from '@varve/protocols';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytes } from '../support/samples.ts';

type Tag = Omit<ModbusTagDefinition, 'name'>;

function plansOf(tags: readonly Tag[], readGap = 0): ModbusReadPlan[] {
  return planModbusReads(
    tags.map((tag, index) => ({ name: `tag-${index}`, ...tag })),
    0,
    readGap,
  );
}

/** `1/3 10+4` is unit 1, function 3, four from address 10. */
const requestsOf = (plans: readonly ModbusReadPlan[]): string[] =>
  plans.map(
    ({ request: { unitId, functionCode, address, quantity } }) =>
      `${unitId}/${functionCode} ${address}+${quantity}`,
  );

const words = (first: number, last: number): Tag[] =>
  Array.from({ length: last - first + 1 }, (_, index) => ({
    address: first + index,
    rawType: 'int16',
  }));
const coils = (first: number, last: number): Tag[] =>
  Array.from({ length: last - first + 1 }, (_, index) => ({
    table: 'coil',
    address: first + index,
  }));

describe('packReadRequest', () => {
  test.each([
    { section: '6.1', functionCode: 1, address: 19, quantity: 19, pdu: '01 00 13 00 13' },
    { section: '6.2', functionCode: 2, address: 196, quantity: 22, pdu: '02 00 C4 00 16' },
    { section: '6.3', functionCode: 3, address: 107, quantity: 3, pdu: '03 00 6B 00 03' },
    { section: '6.4', functionCode: 4, address: 8, quantity: 1, pdu: '04 00 08 00 01' },
    {
      section: 'of the highest address',
      functionCode: 3,
      address: 65_535,
      quantity: 1,
      pdu: '03 FF FF 00 01',
    },
  ] as const)('packs the request $section', ({ pdu, section: _section, ...request }) => {
    expect(packReadRequest({ unitId: 1, ...request })).toEqual(bytes(pdu));
  });
});

describe('planModbusReads', () => {
  test('plans nothing for no tag', () => {
    expect(plansOf([])).toEqual([]);
  });

  test.each<{ title: string; tags: Tag[]; readGap?: number; requests: string[] }>([
    { title: 'merges neighbours', tags: words(10, 13), requests: ['1/3 10+4'] },
    {
      title: 'merges tags in order of address, not of definition',
      tags: [{ address: 4 }, { address: 0 }, { address: 2 }],
      requests: ['1/3 0+6'],
    },
    {
      title: 'stops at a hole',
      tags: [{ address: 0 }, { address: 3, rawType: 'int16' }],
      requests: ['1/3 0+2', '1/3 3+1'],
    },
    {
      title: 'reads across a hole as large as the gap',
      tags: [...words(0, 0), ...words(5, 5)],
      readGap: 4,
      requests: ['1/3 0+6'],
    },
    {
      title: 'stops at a hole larger than the gap',
      tags: [...words(0, 0), ...words(5, 5)],
      readGap: 3,
      requests: ['1/3 0+1', '1/3 5+1'],
    },
    {
      title: 'counts sixteen bits for a register in a gap',
      tags: [...coils(0, 0), ...coils(33, 33), ...coils(67, 67)],
      readGap: 2,
      requests: ['1/1 0+34', '1/1 67+1'],
    },
    {
      title: 'parts units and tables',
      tags: [
        { unitId: 2, address: 0, rawType: 'int16' },
        { unitId: 1, address: 1, rawType: 'int16' },
        { unitId: 1, address: 0, rawType: 'int16' },
        { table: 'input-register', address: 0, rawType: 'int16' },
        { table: 'coil', address: 0 },
        { table: 'discrete-input', address: 0 },
      ],
      requests: ['1/1 0+1', '1/2 0+1', '1/3 0+2', '1/4 0+1', '2/3 0+1'],
    },
    {
      title: 'reads 125 registers at most',
      tags: words(0, 250),
      requests: ['1/3 0+125', '1/3 125+125', '1/3 250+1'],
    },
    {
      title: 'does not cut a value at the limit',
      tags: Array.from({ length: 63 }, (_, index) => ({ address: 2 * index })),
      requests: ['1/3 0+124', '1/3 124+2'],
    },
    {
      title: 'reads 2000 bits at most',
      tags: coils(0, 2_000),
      requests: ['1/1 0+2000', '1/1 2000+1'],
    },
    {
      title: 'reads once what two tags share',
      tags: [{ address: 0 }, { address: 0 }, { address: 1, rawType: 'uint32' }],
      requests: ['1/3 0+3'],
    },
    {
      title: 'does not forget the end of a long value behind short ones in it',
      tags: [{ address: 0, rawType: 'float64' }, { address: 1, rawType: 'int16' }, { address: 4 }],
      requests: ['1/3 0+6'],
    },
    {
      title: 'takes a register with a bit for one bit of one register',
      tags: [
        { address: 0, bit: 3 },
        { address: 1, rawType: 'int16' },
      ],
      requests: ['1/3 0+2'],
    },
    {
      title: 'takes a coil for a bit whatever its type is said to be',
      tags: [{ table: 'coil', address: 0, rawType: 'float32' }, ...coils(1, 1)],
      requests: ['1/1 0+2'],
    },
  ])('makes a plan that $title', ({ tags, readGap, requests }) => {
    expect(requestsOf(plansOf(tags, readGap))).toEqual(requests);
  });

  test('counts tags from the first one given', () => {
    const [plan] = planModbusReads([{ name: 'a', address: 0 }], 40);
    expect(plan!.tags).toEqual(Int32Array.of(40));
  });

  test('reads every tag once and whole, within the limits, over no larger hole than allowed', () => {
    const anyTag = fc.record({
      unitId: fc.integer({ min: 1, max: 2 }),
      table: fc.constantFrom<ModbusTable>(
        'coil',
        'discrete-input',
        'holding-register',
        'input-register',
      ),
      address: fc.oneof(fc.nat(60), fc.nat(4_000)),
      rawType: fc.constantFrom<ModbusDataType>(
        'bool',
        'int16',
        'uint32',
        'int64',
        'float32',
        'float64',
      ),
    });
    fc.assert(
      fc.property(fc.array(anyTag, { maxLength: 60 }), fc.nat(20), (tags, readGap) => {
        const plans = plansOf(tags, readGap);
        const planned = plans.flatMap((plan) => [...plan.tags]);
        expect(planned.toSorted((one, other) => one - other)).toEqual([...tags.keys()]);
        for (const plan of plans) expectSoundPlan(plan, tags, readGap);
      }),
    );
  });
});

const SIZES: ReadonlyMap<ModbusDataType | undefined, number> = new Map([
  ['int64', 4],
  ['float64', 4],
  ['uint32', 2],
  ['float32', 2],
]);

/** @param tags - their addresses are numbers */
function expectSoundPlan(plan: ModbusReadPlan, tags: readonly Tag[], readGap: number): void {
  const { address: first, quantity, functionCode } = plan.request;
  const isBits = functionCode <= 2;
  expect(quantity).toBeLessThanOrEqual(isBits ? 2_000 : 125);
  const needed = new Set<number>();
  for (const index of plan.tags) {
    const { address: given, rawType } = tags[index]!;
    const address = Number(given);
    const size = isBits ? 1 : (SIZES.get(rawType) ?? 1);
    for (let place = address; place < address + size; place++) needed.add(place);
  }
  expect(Math.min(...needed)).toBe(first);
  expect(Math.max(...needed)).toBe(first + quantity - 1);
  let hole = 0;
  let largestHole = 0;
  for (let place = first; place < first + quantity; place++) {
    hole = needed.has(place) ? 0 : hole + 1;
    largestHole = Math.max(largestHole, hole);
  }
  expect(largestHole).toBeLessThanOrEqual(isBits ? 16 * readGap : readGap);
  const grouped = plan.groups.flatMap((group) => [...group.tags]);
  expect(grouped).toHaveLength(plan.tags.length);
  expect(new Set(grouped)).toEqual(new Set(plan.tags));
}
