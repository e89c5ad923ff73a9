import { customType } from 'drizzle-orm/pg-core';

/** Bytes: a Buffer on both sides. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** Number of a transaction, as text: it has 64 bits. */
export const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });

/** Ranges of whole numbers, as text: `{[1,4),[7,8)}`. */
export const int8multirange = customType<{ data: string }>({ dataType: () => 'int8multirange' });
