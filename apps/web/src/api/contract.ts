import type { AppRouter } from '@varve/server/router';
import type { inferRouterOutputs } from '@trpc/server';

// The server's views as they arrive: types only, taken from its router.
type Outputs = inferRouterOutputs<AppRouter>;

export type TagView = Outputs['tags']['list']['tags'][number];
export type LatestView = Outputs['live']['latest'][number];
export type TrendView = Outputs['trends']['read'][number];
export type HealthView = Outputs['status']['health'];
export type SourceView = HealthView['sources'][number];
