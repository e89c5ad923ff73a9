/** Random numbers that a seed repeats. */
export interface SeededRandom {
  /** A number from `low` (included) to `high` (excluded). */
  uniform(low: number, high: number): number;
  /** A normally distributed number. */
  gaussian(mean: number, deviation: number): number;
}

/**
 * Starts a stream of random numbers.
 *
 * @param seed - any integer; the same seed and stream give the same numbers
 * @param stream - a name, so that one seed drives many independent streams: `well-3`
 *
 * Source: sfc32 of PractRand 0.93 (Chris Doty-Humphrey), seeded by FNV-1a.
 */
export function createSeededRandom(seed: number, stream: string): SeededRandom {
  const nextUnit = sfc32(fnv1a(`${seed}/${stream}`));
  return {
    uniform: (low, high) => low + (high - low) * nextUnit(),
    gaussian(mean, deviation) {
      // Box and Muller; the second number of the pair is not kept, so that a stream has no hidden half.
      const radius = Math.sqrt(-2 * Math.log(1 - nextUnit()));
      return mean + deviation * radius * Math.cos(2 * Math.PI * nextUnit());
    },
  };
}

/**
 * A value that wanders about zero and always comes back (an Ornstein-Uhlenbeck process).
 *
 * @param deviation - standard deviation in the long run
 * @param relaxationSteps - steps after which a departure has faded to 37 %
 * @returns the next value, one step on, at each call
 */
export function createWander(
  random: SeededRandom,
  { deviation, relaxationSteps }: { deviation: number; relaxationSteps: number },
): () => number {
  const memory = Math.exp(-1 / relaxationSteps);
  const kick = deviation * Math.sqrt(1 - memory * memory);
  let value = random.gaussian(0, deviation);
  return () => {
    value = memory * value + random.gaussian(0, kick);
    return value;
  };
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  }
  return hash >>> 0;
}

function sfc32(seed: number): () => number {
  let a = 0;
  let b = 0;
  let c = seed | 0;
  let counter = 1;
  function next(): number {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 0x1_0000_0000;
  }
  // The first numbers still show the seed.
  for (let i = 0; i < 15; i++) next();
  return next;
}
