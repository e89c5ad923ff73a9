import type { inferRouterOutputs } from '@trpc/server';
import type { Permission } from '@varve/contract';
import type { AppRouter } from '@varve/server/router';

// The server's views as they arrive. No other file of the console imports from the server.
export type { AppRouter, Permission };
type Outputs = inferRouterOutputs<AppRouter>;

export type TagView = Outputs['tags']['list']['tags'][number];
export type LatestView = Outputs['live']['latest'][number];
export type TrendColumns = Outputs['trends']['read'][number];
export type HealthView = Outputs['status']['health'];
export type SourceView = HealthView['sources'][number];
