import type { VectorAdapter } from '../adapter.ts';

export const opcua: VectorAdapter = {};
