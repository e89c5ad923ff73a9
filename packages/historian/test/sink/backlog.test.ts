import { expect, test } from 'vitest';
import { TEXTS_SERIES } from '../../src/copy/text-rows.ts';
import { createBacklog } from '../../src/sink/backlog.ts';
import type { SpooledBlock } from '../../src/spool/spooled-block.ts';

const NOW_US = 1_000;

const blockOf = (blockNo: number, series = 'samples'): SpooledBlock =>
  ({ blockNo, series }) as SpooledBlock;

function backlogOf(unspooledUs: () => number | undefined = () => undefined) {
  const backlog = createBacklog({ nowUs: () => NOW_US });
  backlog.follow(unspooledUs);
  return backlog;
}

test('everything is stored until now where nothing waits', () => {
  expect(backlogOf().storedUntilUs([])).toBe(NOW_US);
});

test('what waits bounds it by when it was received, and not what is being stored', () => {
  const backlog = backlogOf();
  backlog.put(blockOf(1), 300);
  backlog.put(blockOf(2), 200);
  backlog.put(blockOf(3), 400);
  expect(backlog.storedUntilUs([])).toBe(200);
  expect(backlog.storedUntilUs([blockOf(2)])).toBe(300);
  expect(backlog.storedUntilUs([blockOf(1), blockOf(2)])).toBe(400);
  backlog.remove(blockOf(2));
  expect(backlog.storedUntilUs([])).toBe(300);
  expect(backlog.storedUntilUs([1, 2, 3].map((blockNo) => blockOf(blockNo)))).toBe(NOW_US);
});

test('frames that are not in the spool bound it too', () => {
  let unspooledUs: number | undefined = 250;
  const backlog = backlogOf(() => unspooledUs);
  backlog.put(blockOf(1), 300);
  expect(backlog.storedUntilUs([])).toBe(250);
  unspooledUs = 350;
  expect(backlog.storedUntilUs([blockOf(1)])).toBe(350);
});

test('nobody knows it before frames are followed, nor while blocks of an earlier run wait', () => {
  const backlog = createBacklog({ nowUs: () => NOW_US });
  expect(backlog.storedUntilUs([])).toBeUndefined();
  backlog.put(blockOf(1), Number.NEGATIVE_INFINITY);
  backlog.follow(() => undefined);
  expect(backlog.storedUntilUs([blockOf(2)])).toBeUndefined();
  expect(backlog.storedUntilUs([blockOf(1)])).toBe(NOW_US);
});

test('texts bound it, records do not, and samples alone are to be read', () => {
  const backlog = backlogOf();
  backlog.put(blockOf(1, 'timeseries.energy_readings (time)'), 100);
  expect(backlog.storedUntilUs([])).toBe(NOW_US);
  backlog.put(blockOf(2, TEXTS_SERIES), 200);
  backlog.put(blockOf(3), 300);
  expect(backlog.storedUntilUs([])).toBe(200);
  expect(backlog.blocks().map(({ blockNo }) => blockNo)).toEqual([3]);
});
