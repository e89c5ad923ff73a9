import type { VectorAdapter } from '../adapter.ts';

export const coiledTubing: VectorAdapter = {};
