type Element = Buffer | undefined;

const TYPES: Readonly<Record<number, number>> = { 2: 21, 4: 23, 8: 20 };

/**
 * A tuple of COPY's binary format, put together from small buffers.
 *
 * Source: PostgreSQL 18 documentation, COPY, "Binary Format"; array_send in src/backend/utils/adt/arrayfuncs.c.
 */
export class SlowTuple {
  readonly #fields: Element[] = [];

  bytes(): Buffer {
    return Buffer.concat([int(2, this.#fields.length), ...this.#fields.map(withLength)]);
  }

  int4(value: number): this {
    return this.#put(int(4, value));
  }

  int8(value: bigint): this {
    return this.#put(int(8, value));
  }

  float8(bits: bigint | undefined): this {
    return this.#put(bits === undefined ? undefined : double(bits));
  }

  integers(size: number, elements: readonly (number | undefined)[] | undefined): this {
    return this.#array(TYPES[size]!, elements, (element) => int(size, element));
  }

  packed(bytes: Buffer | undefined): this {
    return this.#put(bytes);
  }

  booleans(elements: readonly boolean[] | undefined): this {
    return this.#array(16, elements, (element) => int(1, element ? 1 : 0));
  }

  #array<Item>(
    type: number,
    elements: readonly (Item | undefined)[] | undefined,
    pack: (element: Item) => Buffer,
  ): this {
    if (elements === undefined) return this.#put(undefined);
    const hasNulls = elements.includes(undefined);
    const packed = elements.map((item) => (item === undefined ? undefined : pack(item)));
    const head = [1, hasNulls ? 1 : 0, type, elements.length, 1].map((part) => int(4, part));
    return this.#put(Buffer.concat([...head, ...packed.map(withLength)]));
  }

  #put(field: Element): this {
    this.#fields.push(field);
    return this;
  }
}

function withLength(field: Element): Buffer {
  return field === undefined ? int(4, -1) : Buffer.concat([int(4, field.length), field]);
}

function int(size: number, value: number | bigint): Buffer {
  const bytes = Buffer.alloc(size);
  if (size === 8) bytes.writeBigInt64BE(BigInt(value));
  else bytes.writeIntBE(Number(value), 0, size);
  return bytes;
}

function double(bits: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(bits);
  return bytes;
}
