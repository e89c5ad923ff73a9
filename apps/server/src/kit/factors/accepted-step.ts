import { timingSafeEqual } from 'node:crypto';
import { STEP_MS, totpCode } from './totp-secret.ts';

/** A code of a second factor, as it was presented. */
export interface PresentedCode {
  readonly secret: Buffer;
  /** As it was typed; spaces do not count. */
  readonly code: string;
  /** Step of the code that was accepted last; null where none was yet. */
  readonly lastStep: number | null;
  readonly nowMs: number;
}

/**
 * Finds the time step whose code was presented, null where it is none: the present one, the one before or the one after.
 *
 * A step that is not after the last accepted one is none, so each code is good for once (RFC 6238, 5.2). The caller keeps the step.
 */
export function acceptedStep({ secret, code, lastStep, nowMs }: PresentedCode): number | null {
  const digits = code.replaceAll(/\s/g, '');
  if (!/^[0-9]{6}$/.test(digits)) return null;
  const present = Math.floor(nowMs / STEP_MS);
  const steps = [present - 1, present, present + 1].filter(
    (step) => step >= 0 && (lastStep === null || step > lastStep),
  );
  const found = steps.filter((step) => isSame(digits, totpCode(secret, step)));
  return found[0] ?? null;
}

function isSame(presented: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(presented), Buffer.from(expected));
}
