import type { VectorAdapter } from '../adapter.ts';

export const artificialLift: VectorAdapter = {};
