import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Requirement } from '../../../../test/requirement.ts';

/** Mounts a disk of some bytes on an empty folder; false where that is not allowed. */
export function mountSmallDisk(folder: string, bytes: number): boolean {
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]);
  return status === 0;
}

/** Takes it away, whoever still uses it. */
export function unmountSmallDisk(folder: string): void {
  spawnSync('umount', ['--lazy', folder]);
}

export const smallDisk: Requirement = {
  name: 'a small disk',
  howToGet: 'root, and a system that lets it mount a tmpfs',
  isMet() {
    const folder = mkdtempSync(join(tmpdir(), 'varve-disk-'));
    const isMounted = mountSmallDisk(folder, 4_096);
    if (isMounted) spawnSync('umount', [folder]);
    rmdirSync(folder);
    return isMounted;
  },
};
