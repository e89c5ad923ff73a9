import type { VectorAdapter } from '../adapter.ts';

export const pvt: VectorAdapter = {};
