/**
 * Topic names and topic filters of MQTT. Source: MQTT 3.1.1 (OASIS), sections 4.7.1 to 4.7.3; shared subscriptions
 * (`$share/<group>/<filter>`): MQTT 5.0, section 4.8.2, which brokers offer to older clients too.
 */
const LONGEST_BYTES = 65_535;
const SHARED = /^\$share\/[^/+#]+\//;

/** Describes the fault of a topic name; undefined when it has none. */
export function topicFault(topic: string): string | undefined {
  if (/[+#]/.test(topic)) return `expected a topic without wildcards, got ${topic}`;
  return lengthFault(topic);
}

/** Describes the fault of a topic filter; undefined when it has none. */
export function filterFault(filter: string): string | undefined {
  const levels = filter.replace(SHARED, '').split('/');
  for (const [at, level] of levels.entries()) {
    if (level.includes('#') && (level !== '#' || at < levels.length - 1)) {
      return `expected # as the whole last level only, got ${filter}`;
    }
    if (level.includes('+') && level !== '+') {
      return `expected + as a whole level only, got ${filter}`;
    }
  }
  return lengthFault(filter.replace(SHARED, ''));
}

function lengthFault(text: string): string | undefined {
  if (text === '') return 'expected at least one character, got none';
  if (text.includes('\0')) return 'expected no character of code 0, got one';
  const byteCount = new TextEncoder().encode(text).length;
  if (byteCount > LONGEST_BYTES) {
    return `expected at most ${LONGEST_BYTES} bytes of UTF-8, got ${byteCount}`;
  }
  return undefined;
}

/** Whether a filter matches a topic. */
export function takesTopic(filter: string, topic: string): boolean {
  return covers(filter.replace(SHARED, '').split('/'), topic.split('/'));
}

/** Whether a filter matches every topic that another one matches. */
export function takesFilter(filter: string, other: string): boolean {
  // The members of a group share its messages: each message goes to one of them.
  if (SHARED.test(filter) || SHARED.test(other)) return filter === other;
  return covers(filter.split('/'), other.split('/'));
}

function covers(filter: readonly string[], levels: readonly string[]): boolean {
  // A wildcard in the first level matches no topic of the broker itself ($SYS).
  if (levels[0]!.startsWith('$') && filter[0] !== levels[0]) return false;
  for (const [at, level] of filter.entries()) {
    // `a/#` matches `a` as well.
    if (level === '#') return true;
    const other = levels[at];
    if (other === undefined || other === '#') return false;
    if (level !== '+' && level !== other) return false;
  }
  return filter.length === levels.length;
}

/** Removes filters that another one covers: a broker may send a message once for each filter that matches it. */
export function withoutCovered(filters: readonly string[]): string[] {
  const distinct = [...new Set(filters)];
  return distinct.filter(
    (filter) => !distinct.some((other) => other !== filter && takesFilter(other, filter)),
  );
}

// Some hundred filters match a topic of this many levels.
const MOST_LEVELS = 6;

/** Gives every filter that matches a topic; for a topic of many levels, only those without `+`. */
export function filtersTaking(topic: string): string[] {
  const levels = topic.split('/');
  let beginnings: string[][] = [[]];
  const filters: string[] = [];
  for (const level of levels) {
    filters.push(...beginnings.map((beginning) => [...beginning, '#'].join('/')));
    const choices = levels.length > MOST_LEVELS ? [level] : [level, '+'];
    beginnings = beginnings.flatMap((beginning) => choices.map((choice) => [...beginning, choice]));
  }
  for (const beginning of beginnings) filters.push(beginning.join('/'), `${beginning.join('/')}/#`);
  return filters.filter((filter) => takesTopic(filter, topic));
}
