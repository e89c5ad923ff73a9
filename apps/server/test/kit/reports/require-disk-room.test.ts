import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requireDiskRoom } from '../../../src/kit/reports/require-disk-room.ts';

const PIB = 1_024 ** 5;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'varve-room-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

test('a report is refused where the spool may need all that the disk has free', async () => {
  await expect(requireDiskRoom(directory, PIB)).rejects.toThrow(
    /^the disk of the server has \d+ MiB free, and 1073742080 MiB are needed, so that samples can wait there/,
  );
});

test('what the spool has on the disk already is not kept free for it again', async () => {
  await mkdir(join(directory, 'spool', 'blocks'), { recursive: true });
  const file = join(directory, 'spool', 'blocks', 'block');
  await writeFile(file, '');
  // Sparse: it takes no room of this disk.
  await truncate(file, 1_024 ** 4);
  await expect(requireDiskRoom(directory, PIB)).rejects.toThrow(/ and 1072693504 MiB are needed/);
});
