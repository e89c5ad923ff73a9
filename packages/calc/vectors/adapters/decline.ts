import type { VectorAdapter } from '../adapter.ts';

export const decline: VectorAdapter = {};
