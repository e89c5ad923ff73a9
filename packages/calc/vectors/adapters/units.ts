import type { VectorAdapter } from '../adapter.ts';

export const units: VectorAdapter = {};
