import { customType } from 'drizzle-orm/pg-core';

/** Bytes: a Buffer on both sides. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** Number of a transaction, as text: it has 64 bits. */
export const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });
