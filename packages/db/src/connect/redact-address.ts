/** Names of settings whose value is a secret, in whichever way they are written: `api_key`, `sslpassword`, `X-Auth-Token`. */
const SECRET_NAME = /pass|pwd|secret|token|key|auth|credential|signature|sig$|session|jwt|bearer/i;

const HIDDEN = '***';

/** Whether a setting of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(decoded(name));
}

/**
 * Takes everything secret out of one address: a URL of any scheme, or `name=value` pairs. What stands before the last `@` goes but for the
 * scheme, whatever is in it: a password may have `/`, `?` or `#` in it that nobody encoded. Values of secret names become `***`.
 */
export function redactAddress(address: string): string {
  const isPairs = !address.includes('://') && address.includes('=');
  if (isPairs) return hidePairs(address, PAIR);
  return hidePairs(address.replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, '$1'), QUERY_PAIR);
}

/** Takes everything secret out of the addresses in a text, such as the message of somebody else's error. */
export function redactText(text: string): string {
  const words = text.replaceAll(/[a-z][a-z\d+.-]*:\/\/\S+|[^\s"'(<]+:\S+@\S+/gi, redactAddress);
  return hidePairs(words, PAIR);
}

const QUERY_PAIR = /([^?&;#=\s]+)(=)([^&;#]*)/g;
const PAIR = /([\w%.-]+)(\s*=\s*)('(?:[^'\\]|\\.)*'?|[^\s&;]*)/g;

function hidePairs(text: string, pairs: RegExp): string {
  return text.replaceAll(pairs, (pair: string, name: string, equals: string) =>
    isSecretName(name) ? `${name}${equals}${HIDDEN}` : pair,
  );
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
