/** Numbers as docs/segments.md packs them, by its formulas, one after the other. */

const BLOCK = 32;
const modulo = (number: bigint, bits: number): bigint => BigInt.asIntN(bits, number);

/** Residuals that a transform keeps of numbers. */
function residualsOf(numbers: readonly bigint[], transform: number, bits: number): bigint[] {
  if (transform === 0) {
    return numbers.map((number, at) => {
      const block = numbers.slice(at - (at % BLOCK), at - (at % BLOCK) + BLOCK);
      return number - lowest(block);
    });
  }
  const differences = numbers.map((number, at) => (at === 0 ? 0n : number - numbers[at - 1]!));
  if (transform === 1) return differences.map((one) => modulo(one, bits));
  return differences.map((one, at) => (at === 0 ? 0n : modulo(one - differences[at - 1]!, bits)));
}

const lowest = (numbers: readonly bigint[]): bigint =>
  numbers.reduce((low, number) => (number < low ? number : low));

function widthOf(residuals: readonly bigint[], transform: number): number {
  if (residuals.every((residual) => residual === 0n)) return 0;
  for (let width = 1; ; width++) {
    const [least, most] =
      transform === 0
        ? [0n, 2n ** BigInt(width) - 1n]
        : [-(2n ** BigInt(width - 1)), 2n ** BigInt(width - 1) - 1n];
    if (residuals.every((residual) => residual >= least && residual <= most)) return width;
  }
}

function blocksOf<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / BLOCK) }, (_, block) =>
    items.slice(BLOCK * block, BLOCK * (block + 1)),
  );
}

const wordsOf = (count: number, width: number): number => Math.ceil((count * width) / 32);

/** A transform, and what the blocks that are looked at take with it, in words. */
export function slowTransform(
  numbers: readonly bigint[],
  bits: number,
): { transform: number; words: number } {
  const count = Math.ceil(numbers.length / BLOCK);
  const looked =
    count <= 8
      ? Array.from({ length: count }, (_, block) => block)
      : Array.from({ length: 8 }, (_, turn) => Math.floor((turn * count) / 8));
  const [base, difference, second] = [0, 1, 2].map((transform) => {
    const blocks = blocksOf(residualsOf(numbers, transform, bits));
    const words = looked.map((at) => wordsOf(blocks[at]!.length, widthOf(blocks[at]!, transform)));
    const bases = (transform === 0 ? looked.length : 1) * (bits / 32);
    return words.reduce((sum, one) => sum + one, bases);
  }) as [number, number, number];
  const best = Math.min(difference, second);
  if (base * 100 <= best * 115) return { transform: 0, words: base };
  return difference <= second
    ? { transform: 1, words: difference }
    : { transform: 2, words: second };
}

/** A packed column. */
export function packSlowly(kind: number, numbers: readonly bigint[]): Buffer {
  const bits = kind < 4 ? 32 : 64;
  const { transform } = slowTransform(numbers, bits);
  const blocks = blocksOf(residualsOf(numbers, transform, bits));
  const widths = blocks.map((block) => widthOf(block, transform));
  const bases = transform === 0 ? blocksOf(numbers).map((block) => lowest(block)) : [numbers[0]!];
  const words = blocks.map((block, at) => {
    const width = widths[at]!;
    const text = block
      .map((residual) => residual + (transform === 0 || width === 0 ? 0n : 2n ** BigInt(width - 1)))
      .map((stored) => (width === 0 ? '' : stored.toString(2).padStart(width, '0')))
      .join('');
    const padded = text.padEnd(32 * wordsOf(block.length, width), '0');
    return Buffer.from(padded.match(/.{8}/g)?.map((byte) => parseInt(byte, 2)) ?? []);
  });
  return Buffer.concat([
    Buffer.from([kind, transform, ...widths]),
    ...bases.map((base) => signed(base, bits / 8)),
    ...words,
  ]);
}

function signed(number: bigint, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  if (size === 8) bytes.writeBigInt64BE(number);
  else bytes.writeInt32BE(Number(number));
  return bytes;
}

/** The numbers of a packed column; undefined where the bytes are none. */
export function unpackSlowly(bytes: Buffer, count: number): bigint[] | undefined {
  const blocks = Math.ceil(count / BLOCK);
  const [kind, transform] = [bytes[0], bytes[1]];
  const widths = [...bytes.subarray(2, 2 + blocks)];
  if (kind === undefined || kind < 1 || kind > 5 || transform === undefined || transform > 2)
    return;
  const bits = kind < 4 ? 32 : 64;
  if (widths.length < blocks || widths.some((width) => width > bits)) return undefined;
  const baseCount = transform === 0 ? blocks : 1;
  const sizes = widths.map((_, block) => Math.min(BLOCK, count - BLOCK * block));
  const words = widths.map((width, block) => wordsOf(sizes[block]!, width));
  const wordsAt = 2 + blocks + (baseCount * bits) / 8;
  if (bytes.length !== wordsAt + 4 * words.reduce((sum, one) => sum + one, 0)) return undefined;
  const bases = Array.from({ length: baseCount }, (_, base) =>
    modulo(
      BigInt(`0x${bytes.subarray(2 + blocks + (base * bits) / 8).toString('hex', 0, bits / 8)}`),
      bits,
    ),
  );
  const residuals = widths.flatMap((width, block) => {
    const before = words.slice(0, block).reduce((sum, one) => sum + one, 0);
    const text = [...bytes.subarray(wordsAt + 4 * before, wordsAt + 4 * (before + words[block]!))]
      .map((byte) => byte.toString(2).padStart(8, '0'))
      .join('');
    const bias = transform === 0 || width === 0 ? 0n : 2n ** BigInt(width - 1);
    return Array.from(
      { length: sizes[block]! },
      (_, at) => BigInt(`0b0${text.slice(at * width, (at + 1) * width)}`) - bias,
    );
  });
  if (transform === 0)
    return residuals.map((residual, at) => modulo(bases[Math.floor(at / BLOCK)]! + residual, bits));
  if (residuals[0] !== 0n) return undefined;
  let [number, difference] = [bases[0]!, 0n];
  return residuals.map((residual) => {
    difference = transform === 2 ? difference + residual : residual;
    number = modulo(number + difference, bits);
    return number;
  });
}
