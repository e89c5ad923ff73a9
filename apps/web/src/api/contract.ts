import type { AppRouter } from '@varve/server/router';
import type { inferRouterOutputs } from '@trpc/server';

// The server's views as they arrive: types only, taken from its router.
type Outputs = inferRouterOutputs<AppRouter>;

export type TagView = Outputs['tags']['list'][number];
export type LatestView = Outputs['samples']['latest'][number];
export type TrendView = Outputs['samples']['trend'][number];
export type HealthView = Outputs['health']['status'];
export type SourceView = HealthView['sources'][number];
