import { hash, randomBytes, randomInt } from 'node:crypto';
import { DISPLAY_CODE_LENGTH, DISPLAY_CODE_LETTERS } from '@varve/contract';

/** Makes a code of some 39 random bits: it holds for ten minutes, and who types it has a right and a limit. */
export function createDisplayCode(): string {
  const letters = Array.from(
    { length: DISPLAY_CODE_LENGTH },
    () => DISPLAY_CODE_LETTERS[randomInt(DISPLAY_CODE_LETTERS.length)]!,
  );
  return letters.join('');
}

/** Makes what a screen alone knows: 256 random bits. */
export function createClaim(): string {
  return randomBytes(32).toString('base64url');
}

export function displayHash(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
