import type { VectorAdapter } from '../adapter.ts';

export const signal: VectorAdapter = {};
