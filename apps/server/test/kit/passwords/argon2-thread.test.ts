import { execFile } from 'node:child_process';
import { argon2Sync } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { getPriority } from 'node:os';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { argon2Thread } from '../../../src/kit/passwords/argon2-thread.ts';

const QUICK = {
  message: 'password',
  nonce: Buffer.from('somesalt'),
  parallelism: 1,
  tagLength: 32,
  memory: 64,
  passes: 2,
};

describe('a thread that runs Argon2id', () => {
  test('gives the hash that Node gives', async () => {
    await using thread = argon2Thread();
    const expected = argon2Sync('argon2id', QUICK);
    expect(Buffer.from(await thread.run(QUICK))).toEqual(expected);
    const other = { ...QUICK, message: 'another' };
    const both = await Promise.all([thread.run(other), thread.run(QUICK)]);
    expect(both.map((hash) => Buffer.from(hash))).toEqual([
      argon2Sync('argon2id', other),
      expected,
    ]);
  });

  test('rejects what cannot be hashed, and goes on', async () => {
    await using thread = argon2Thread();
    const ends = await Promise.allSettled([
      thread.run({ ...QUICK, memory: 1 }),
      thread.run(QUICK),
      thread.run({ ...QUICK, message: 7 as never }),
    ]);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
    expect(ends[0]).toMatchObject({ reason: { message: expect.stringContaining('memory') } });
  });

  test('rejects all that waits when it is ended, and is started again by the next hash', async () => {
    const thread = argon2Thread();
    const lost = Promise.allSettled([1, 2, 3].map(() => thread.run({ ...QUICK, memory: 65_536 })));
    await thread[Symbol.asyncDispose]();
    for (const end of await lost)
      expect(end).toMatchObject({
        status: 'rejected',
        reason: { message: expect.stringContaining('has ended') },
      });
    expect(await thread.run(QUICK)).toHaveLength(32);
    await thread[Symbol.asyncDispose]();
  });

  test('keeps a process only while it makes a hash', async () => {
    const file = new URL('../../../src/kit/passwords/argon2-thread.ts', import.meta.url);
    const program = `
      import { argon2Thread } from '${file.href}';
      const { run } = argon2Thread();
      const parameters = ${JSON.stringify({ ...QUICK, nonce: undefined })};
      const hash = await run({ ...parameters, nonce: Buffer.from('somesalt') });
      console.log(Buffer.from(hash).toString('hex'));`;
    const given = ['-C', '@varve/source', '--eval', program];
    const { stdout } = await promisify(execFile)(process.execPath, given);
    expect(stdout.trim()).toBe(argon2Sync('argon2id', QUICK).toString('hex'));
  });

  test.runIf(process.platform === 'linux')('alone has a low priority', async () => {
    const before = await nicenesses();
    await using thread = argon2Thread();
    await thread.run(QUICK);
    const after = await nicenesses();
    const added = [...after].filter(([id]) => !before.has(id)).map(([, niceness]) => niceness);
    expect(added).toContain(4);
    for (const [id, niceness] of before) expect(after.get(id) ?? niceness).toBe(niceness);
    expect(getPriority()).toBe(0);
  });
});

/** By the ids of this process's threads. Source: proc_pid_stat(5), field 19. */
async function nicenesses(): Promise<Map<string, number>> {
  const ids = await readdir('/proc/self/task');
  const read = async (id: string): Promise<[string, number][]> => {
    const line = await readFile(`/proc/self/task/${id}/stat`, 'utf8').catch(() => undefined);
    // The name of a thread, the second field, may hold anything but ends with the last bracket.
    const fields = line?.slice(line.lastIndexOf(')') + 2).split(' ');
    return fields === undefined ? [] : [[id, Number(fields[16])]];
  };
  return new Map((await Promise.all(ids.map(read))).flat());
}
