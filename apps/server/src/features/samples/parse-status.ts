const LOWEST = -2_147_483_648;
const PAST = 4_294_967_296;

/** Reads an OPC UA status code, signed or unsigned, as a signed integer of 32 bits; undefined where it is none. */
export function parseStatus(value: unknown): number | undefined {
  if (!Number.isInteger(value)) return undefined;
  const code = value as number;
  return code >= LOWEST && code < PAST ? code | 0 : undefined;
}
