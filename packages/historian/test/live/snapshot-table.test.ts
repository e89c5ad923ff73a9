import { describe, expect, test } from 'vitest';
import { createSnapshotTable, readSnapshot, writeSnapshot } from '../../src/live/snapshot-table.ts';

describe('a snapshot table', () => {
  test('has the last sample of each tag, and none before the first', () => {
    const table = createSnapshotTable(2);
    expect(readSnapshot(table, 0)).toBeUndefined();
    writeSnapshot(table, 0, { time: 10, value: 1.5, status: 0 });
    writeSnapshot(table, 0, { time: 11, value: NaN, status: -1 });
    expect(readSnapshot(table, 0)).toEqual({
      tag: 0,
      time: 11,
      value: NaN,
      status: -1,
      version: 4,
    });
    expect(readSnapshot(table, 1)).toBeUndefined();
  });

  test('survives a thread that ended in the middle of a row', () => {
    const table = createSnapshotTable(1);
    writeSnapshot(table, 0, { time: 10, value: 1, status: 0 });
    table.version[0]!++;
    table.time[0] = 11;
    expect(readSnapshot(table, 0)).toBeUndefined();
    writeSnapshot(table, 0, { time: 12, value: 2, status: 0 });
    expect(readSnapshot(table, 0)).toMatchObject({ time: 12, value: 2 });
    expect(table.version[0]! % 2).toBe(0);
  });

  test('counts on behind the highest version', () => {
    const table = createSnapshotTable(1);
    for (const version of [2 ** 31 - 2, -2]) {
      table.version[0] = version;
      writeSnapshot(table, 0, { time: 10, value: 3, status: 0 });
      expect(readSnapshot(table, 0)).toMatchObject({ value: 3 });
      expect(table.version[0] & 1).toBe(0);
      expect(table.version[0]).not.toBe(version);
    }
  });
});
