import type { VectorAdapter } from '../adapter.ts';

export const ipr: VectorAdapter = {};
