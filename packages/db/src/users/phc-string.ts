/** A stored Argon2id hash and what it was made with. */
export interface PhcString {
  readonly memoryKib: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

// Who can write one row must not be able to make a log-in take minutes, or all memory.
const MOST = { memoryKib: 131_072, passes: 16, parallelism: 4 };
const SALT_BYTES = { least: 8, most: 64 };
const HASH_BYTES = { least: 16, most: 64 };

const NUMBER = '([1-9][0-9]{0,5})';
const BASE64 = '([A-Za-z0-9+/]+)';
const FORM = new RegExp(
  `^\\$argon2id\\$v=19\\$m=${NUMBER},t=${NUMBER},p=${NUMBER}\\$${BASE64}\\$${BASE64}$`,
);

/**
 * Reads a hash in PHC form: `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>`, base64 without padding.
 *
 * Null for any other text, for another variant or version of Argon2, and for costs above 128 MiB, 16 passes or 4 lanes.
 *
 * Source: https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md; least costs by RFC 9106, 3.1.
 */
export function parsePhcString(text: string): PhcString | null {
  const [, memory, passes, parallelism, salt, hash] = FORM.exec(text) ?? [];
  if (salt === undefined || hash === undefined) return null;
  const parsed: PhcString = {
    memoryKib: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
  return isWithinBounds(parsed) && formatPhcString(parsed) === text ? parsed : null;
}

/** Writes a hash in PHC form. */
export function formatPhcString(made: PhcString): string {
  const costs = `m=${made.memoryKib},t=${made.passes},p=${made.parallelism}`;
  return `$argon2id$v=19$${costs}$${base64(made.salt)}$${base64(made.hash)}`;
}

function isWithinBounds({ memoryKib, passes, parallelism, salt, hash }: PhcString): boolean {
  return (
    memoryKib <= MOST.memoryKib &&
    passes <= MOST.passes &&
    parallelism <= MOST.parallelism &&
    memoryKib >= 8 * parallelism &&
    salt.length >= SALT_BYTES.least &&
    salt.length <= SALT_BYTES.most &&
    hash.length >= HASH_BYTES.least &&
    hash.length <= HASH_BYTES.most
  );
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
