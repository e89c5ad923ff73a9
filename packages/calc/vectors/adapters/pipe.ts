import type { VectorAdapter } from '../adapter.ts';

export const pipe: VectorAdapter = {};
