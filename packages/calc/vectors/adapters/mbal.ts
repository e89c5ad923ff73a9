import type { VectorAdapter } from '../adapter.ts';

export const mbal: VectorAdapter = {};
