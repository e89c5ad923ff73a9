import type { VectorAdapter } from '../adapter.ts';

export const drilling: VectorAdapter = {};
