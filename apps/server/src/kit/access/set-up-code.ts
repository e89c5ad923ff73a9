import { hash, randomInt, timingSafeEqual } from 'node:crypto';
import { open, rm } from 'node:fs/promises';

/** The code by which the first user of a server is made. It is shown to who started the server, and to nobody else. */
export interface SetUpCode {
  /** Makes a code, writes it to its file, and forgets any before. @returns the code */
  issue(): Promise<string>;
  /** Compares. The tenth wrong code voids it; so do 24 hours. */
  isRight(code: string): boolean;
  /** Forgets it, and removes its file. */
  withdraw(): Promise<void>;
}

const MAX_WRONG = 10;
const HOLDS_MS = 24 * 3_600_000;
// Without letters and digits that look alike.
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const GROUPS = 4;
const GROUP_LENGTH = 5;

export function openSetUpCode(file: string, nowMs = (): number => performance.now()): SetUpCode {
  let issued: { readonly hash: Buffer; readonly untilMs: number; wrong: number } | undefined;
  return {
    async issue() {
      const code = Array.from({ length: GROUPS }, () =>
        Array.from({ length: GROUP_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
      ).join('-');
      await rm(file, { force: true });
      const handle = await open(file, 'wx', 0o600);
      await handle.writeFile(`${code}\n`);
      await handle.close();
      issued = { hash: hashOf(code), untilMs: nowMs() + HOLDS_MS, wrong: 0 };
      return code;
    },
    isRight(code) {
      if (issued === undefined || nowMs() > issued.untilMs) return false;
      if (timingSafeEqual(hashOf(code), issued.hash)) return true;
      issued.wrong += 1;
      if (issued.wrong >= MAX_WRONG) issued = undefined;
      return false;
    },
    async withdraw() {
      issued = undefined;
      await rm(file, { force: true });
    },
  };
}

/** Case and dashes do not count. */
function hashOf(code: string): Buffer {
  return hash('sha256', code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''), 'buffer');
}
