import type { VectorAdapter } from '../adapter.ts';

export const welltest: VectorAdapter = {};
