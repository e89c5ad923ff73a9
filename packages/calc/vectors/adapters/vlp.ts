import type { VectorAdapter } from '../adapter.ts';

export const vlp: VectorAdapter = {};
