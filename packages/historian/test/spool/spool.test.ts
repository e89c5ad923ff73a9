import { spawnSync } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { HistorianEvent } from '../../src/historian-event.ts';
import type { Block, BlockPart } from '../../src/spool/block.ts';
import { Spool, type SpoolOptions } from '../../src/spool/spool.ts';
import type { SpooledBlock } from '../../src/spool/spooled-block.ts';

const TARGET = { table: 'timeseries.sample_rows', columns: ['time'] };

let folder: string;
let events: HistorianEvent[];
const opened = new Set<Spool>();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varve-spool-'));
  events = [];
});

afterEach(async () => {
  for (const spool of opened) await close(spool);
  await rm(folder, { recursive: true });
});

async function open(options: Partial<SpoolOptions> = {}) {
  const result = await Spool.open({
    folder,
    quotaBytes: 1_000_000,
    whenFull: 'block',
    nowUs: () => 77,
    onEvent: (event) => events.push(event),
    ...options,
  });
  opened.add(result.spool);
  return result;
}

async function close(spool: Spool): Promise<void> {
  opened.delete(spool);
  await spool.close();
}

/** Goes on as after a kill: with a copy of the files as they are now, locked by a process that is gone. */
async function kill(spool: Spool): Promise<Awaited<ReturnType<typeof open>>> {
  const killed = folder;
  folder = await mkdtemp(join(tmpdir(), 'varve-spool-'));
  for (const name of await readdir(killed)) {
    // A file that is just being removed may be gone.
    await copyFile(join(killed, name), join(folder, name)).catch(() => undefined);
  }
  await close(spool);
  await rm(killed, { recursive: true });
  await writeFile(join(folder, 'lock'), `${spawnSync('true').pid} 1\n`);
  return open({ quotaBytes: SMALL_QUOTA });
}

function blockOf(fill: number, bytes = 100): Block {
  const tuples = new Uint8Array(bytes).fill(fill);
  return {
    series: 'samples',
    parts: [{ target: TARGET, tuples, tupleCount: fill }],
    rowCount: fill,
    firstTimeUs: fill,
    lastTimeUs: fill + 1,
  };
}

const spoolFiles = async (): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name.endsWith('.spool')).toSorted();

const numbersOf = (blocks: readonly SpooledBlock[]): number[] =>
  blocks.map(({ blockNo }) => blockNo);

const shownParts = (parts: readonly BlockPart[]): object[] =>
  parts.map(({ tuples, ...part }) => ({ ...part, tuples: Buffer.from(tuples).toString('hex') }));

async function contentOf(blocks: readonly SpooledBlock[]): Promise<object[]> {
  return Promise.all(
    blocks.map(async (block) => ({
      blockNo: block.blockNo,
      series: block.series,
      rowCount: block.rowCount,
      firstTimeUs: block.firstTimeUs,
      lastTimeUs: block.lastTimeUs,
      parts: shownParts((await block.parts())!),
    })),
  );
}

const SMALL_QUOTA = 16_000;

const anyStep = fc.oneof(
  fc.record({ does: fc.constant('append' as const), bytes: fc.nat(3_000) }),
  fc.record({ does: fc.constant('release' as const), which: fc.nat(20) }),
  fc.record({ does: fc.constantFrom('close' as const, 'kill' as const) }),
);
type Step = typeof anyStep extends fc.Arbitrary<infer Taken> ? Taken : never;

/** Expected content of a spool. */
interface Model {
  spool: Spool;
  live: SpooledBlock[];
  readonly given: Set<number>;
}

async function takeStep(model: Model, step: Step, fill: number): Promise<void> {
  if (step.does === 'append') return appendOne(model, blockOf(fill, step.bytes));
  if (step.does !== 'release') return reopen(model, step.does);
  for (const block of model.live.splice(step.which, 1)) model.spool.release(block);
}

async function appendOne(model: Model, block: Block): Promise<void> {
  const appended = await model.spool.append(block);
  expect(model.given).not.toContain(appended.blockNo);
  model.given.add(appended.blockNo);
  model.live.push(appended);
}

async function reopen(model: Model, how: 'close' | 'kill'): Promise<void> {
  const before = await contentOf(model.live);
  const expected = new Set(numbersOf(model.live));
  if (how === 'close') await close(model.spool);
  const again = how === 'close' ? await open({ quotaBytes: SMALL_QUOTA }) : await kill(model.spool);
  model.spool = again.spool;
  // What was released may come again, out of a file that holds others too: the ledger knows it.
  for (const block of again.recovered) {
    if (!expected.has(block.blockNo)) again.spool.release(block);
  }
  model.live = again.recovered.filter(({ blockNo }) => expected.has(blockNo));
  expect(await contentOf(model.live)).toEqual(before);
}

describe('a spool', () => {
  test('gives back what was put in, in order, by the next one on its folder', async () => {
    const { spool, recovered } = await open();
    expect(recovered).toEqual([]);
    const blocks = [blockOf(1), blockOf(2, 0), blockOf(3, 5_000)];
    const appended = await Promise.all(blocks.map((block) => spool.append(block)));
    expect(numbersOf(appended)).toEqual([1, 2, 3]);
    expect(await contentOf(appended)).toEqual(
      blocks.map((block, at) => ({ ...block, blockNo: at + 1, parts: shownParts(block.parts) })),
    );
    await close(spool);
    const again = await open();
    expect(again.spool.id).toBe(spool.id);
    expect(await contentOf(again.recovered)).toEqual(await contentOf(appended));
    expect(again.spool.stats()).toMatchObject({ blocks: 3, oldestUs: 77, lostRows: 0 });
  });

  test('forgets what is released, also across a restart', async () => {
    const { spool } = await open();
    const blocks = await Promise.all([1, 2, 3].map((fill) => spool.append(blockOf(fill))));
    spool.release(blocks[0]!);
    spool.release(blocks[0]!);
    expect(spool.stats().blocks).toBe(2);
    // The file still has all three, and after a kill they are found there: the ledger must not forget them yet.
    expect(spool.lowestBlockNo()).toBe(1);
    spool.release(blocks[1]!);
    spool.release(blocks[2]!);
    expect(spool.lowestBlockNo()).toBe(1);
    await close(spool);
    expect(await spoolFiles()).toEqual([]);
    expect((await open()).recovered).toEqual([]);
  });

  test('is for one at a time', async () => {
    const { spool } = await open();
    await expect(open()).rejects.toThrow(expect.objectContaining({ code: 'FOLDER_IN_USE' }));
    await close(spool);
    await open();
  });

  test('reads rows back from disk that it no longer keeps in memory', async () => {
    const { spool } = await open({ quotaBytes: 1e12 });
    const large = 60 * 1_048_576;
    const blocks: SpooledBlock[] = [];
    for (const fill of [1, 2, 3]) blocks.push(await spool.append(blockOf(fill, large)));
    for (const [at, block] of blocks.entries()) {
      const { tuples } = (await block.parts())![0]!;
      expect(tuples.length).toBe(large);
      expect(tuples.every((byte) => byte === at + 1)).toBe(true);
    }
  });

  test('loses nothing whatever is appended, released and reopened in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 25 }), async (steps) => {
        const { spool } = await open({ quotaBytes: SMALL_QUOTA });
        const model: Model = { spool, live: [], given: new Set() };
        for (const [fill, step] of steps.entries()) await takeStep(model, step, fill);
        expect(events).toEqual([]);
        await close(model.spool);
        await rm(folder, { recursive: true });
      }),
      { numRuns: 40 },
    );
    folder = await mkdtemp(join(tmpdir(), 'varve-spool-'));
  });
});

describe('the numbers of blocks', () => {
  test('are not given again when every file is gone', async () => {
    const { spool } = await open();
    for (const fill of [1, 2, 3]) spool.release(await spool.append(blockOf(fill)));
    await close(spool);
    expect(await spoolFiles()).toEqual([]);
    const again = await open();
    expect((await again.spool.append(blockOf(4))).blockNo).toBe(4);
  });

  test('are not given again when what a killed process left was stored by one that wrote nothing', async () => {
    const first = await open();
    for (const fill of [1, 2, 3]) await first.spool.append(blockOf(fill));
    const second = await kill(first.spool);
    for (const block of second.recovered) second.spool.release(block);
    await close(second.spool);
    expect(await spoolFiles()).toEqual([]);
    const third = await open();
    expect((await third.spool.append(blockOf(4))).blockNo).toBe(4);
  });

  test('are not given again when the mark was being written as the process was killed', async () => {
    const { spool } = await open();
    for (const fill of [1, 2, 3]) spool.release(await spool.append(blockOf(fill)));
    await close(spool);
    await writeFile(join(folder, 'next.new'), '');
    const again = await open();
    expect((await again.spool.append(blockOf(4))).blockNo).toBe(4);
  });

  test('go on behind those that the ledger has', async () => {
    const { spool } = await open();
    spool.skipTo(10);
    expect((await spool.append(blockOf(1))).blockNo).toBe(11);
    spool.skipTo(5);
    expect((await spool.append(blockOf(2))).blockNo).toBe(12);
  });
});

describe('a damaged file', () => {
  async function threeBlocks(): Promise<{ path: string; blockBytes: number }> {
    const { spool } = await open();
    for (const fill of [1, 2, 3]) await spool.append(blockOf(fill));
    await close(spool);
    const [name] = await spoolFiles();
    const path = join(folder, name!);
    return { path, blockBytes: (await readFile(path)).length / 3 };
  }

  async function flip(path: string, byte: number): Promise<void> {
    const file = await readFile(path);
    file[byte]! ^= 0x10;
    await writeFile(path, file);
  }

  test('that ends in the middle of a block gives the blocks before, and is no damage', async () => {
    const { path, blockBytes } = await threeBlocks();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 3 * blockBytes }), async (length) => {
        const whole = await readFile(path);
        await truncate(path, length);
        const { spool, recovered } = await open();
        expect(numbersOf(recovered)).toEqual([1, 2, 3].slice(0, Math.floor(length / blockBytes)));
        expect(events).toEqual([]);
        await close(spool);
        await writeFile(path, whole);
      }),
      { numRuns: 30 },
    );
  });

  test.each([
    { place: 'the rows of a block', byte: -1, lostRows: 2, reason: 'block 2 is damaged' },
    { place: 'the header of a block', byte: 10, lostRows: 0, reason: /^no block at byte \d+$/ },
    { place: 'the mark of a block', byte: 0, lostRows: 0, reason: /^no block at byte \d+$/ },
  ])('with a flipped bit in $place gives the others and tells it', async (damage) => {
    const { path, blockBytes } = await threeBlocks();
    await flip(path, damage.byte < 0 ? 2 * blockBytes + damage.byte : blockBytes + damage.byte);
    const { spool, recovered } = await open();
    expect(numbersOf(recovered)).toEqual([1, 3]);
    expect(events).toEqual([
      {
        kind: 'spool-damaged',
        file: path,
        reason: expect.stringMatching(damage.reason) as string,
        rowCount: damage.lostRows,
      },
    ]);
    expect(spool.stats().lostRows).toBe(damage.lostRows);
    expect((await spool.append(blockOf(4))).blockNo).toBe(4);
  });

  test('with a flipped bit in the header of its last block tells it', async () => {
    const { path, blockBytes } = await threeBlocks();
    await flip(path, 2 * blockBytes + 10);
    const { recovered } = await open();
    expect(numbersOf(recovered)).toEqual([1, 2]);
    expect(events).toMatchObject([{ kind: 'spool-damaged' }]);
  });

  test('of zeros only holds nothing, and is removed', async () => {
    await close((await open()).spool);
    await writeFile(join(folder, '000000000001.spool'), new Uint8Array(500));
    const { spool, recovered } = await open();
    expect(recovered).toEqual([]);
    await close(spool);
    expect(await spoolFiles()).toEqual([]);
  });
});

describe('the quota of a spool', () => {
  const quotaBytes = 8_000;

  test('makes who writes wait until there is room, where that was chosen', async () => {
    const { spool } = await open({ quotaBytes });
    const blocks: SpooledBlock[] = [];
    while (spool.whenRoom() === undefined) blocks.push(await spool.append(blockOf(1, 1_000)));
    expect(spool.stats().bytes).toBeGreaterThanOrEqual(quotaBytes);
    const hasRoom = vi.fn<() => void>();
    const room = spool.whenRoom()!.then(hasRoom);
    expect(spool.whenRoom()).toBeInstanceOf(Promise);
    for (const block of blocks) {
      expect(hasRoom).not.toHaveBeenCalled();
      spool.release(block);
      if (spool.stats().bytes < quotaBytes) break;
    }
    await room;
    expect(spool.whenRoom()).toBeUndefined();
    expect(events).toEqual([]);
  });

  test('gives up the oldest blocks, where that was chosen, and counts and tells it', async () => {
    const { spool } = await open({ quotaBytes, whenFull: 'drop-oldest' });
    const blocks: SpooledBlock[] = [];
    for (let fill = 0; fill < 30; fill++) {
      expect(spool.whenRoom()).toBeUndefined();
      blocks.push(await spool.append(blockOf(1, 1_000)));
    }
    const { bytes, lostRows } = spool.stats();
    expect(bytes).toBeLessThanOrEqual(quotaBytes + 2_000);
    const contents = await Promise.all(blocks.map((block) => block.parts()));
    const firstKept = contents.findIndex((parts) => parts !== undefined);
    expect(firstKept).toBeGreaterThan(0);
    expect(contents.slice(firstKept)).not.toContain(undefined);
    expect(lostRows).toBe(firstKept);
    const dropped = events.map((event) => (event.kind === 'spool-dropped' ? event.rowCount : NaN));
    expect(dropped.reduce((sum, count) => sum + count, 0)).toBe(firstKept);
    await close(spool);
    const { recovered } = await open();
    expect(numbersOf(recovered)).toEqual(numbersOf(blocks).slice(firstKept));
  });

  test('lets a block in that is larger than all of it', async () => {
    const { spool } = await open({ quotaBytes });
    const block = await spool.append(blockOf(1, 5 * quotaBytes));
    expect(spool.whenRoom()).toBeInstanceOf(Promise);
    spool.release(block);
    expect(spool.whenRoom()).toBeUndefined();
  });
});
