import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '@varve/server/router';

// The server's views as they arrive. No other file of the console imports from the server.
export type { AppRouter };
type Outputs = inferRouterOutputs<AppRouter>;

export type TagView = Outputs['tags']['list'][number];
export type LatestView = Outputs['samples']['latest'][number];
export type TrendColumns = Outputs['samples']['trend'][number];
export type HealthView = Outputs['health']['status'];
export type SourceView = HealthView['sources'][number];

/** The permissions that a page of the console may need. */
export type Permission = 'live.read' | 'trends.read' | 'status.read';
