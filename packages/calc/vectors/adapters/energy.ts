import type { VectorAdapter } from '../adapter.ts';

export const energy: VectorAdapter = {};
