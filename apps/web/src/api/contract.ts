import type { inferRouterOutputs } from '@trpc/server';
import type { Entrance, Permission } from '@varve/contract';
import type { AppRouter } from '@varve/server/router';

// The server's views as they arrive. No other file of the console imports from the server.
export type { AppRouter, Entrance, Permission };
type Outputs = inferRouterOutputs<AppRouter>;

export type ProviderView = Outputs['identity']['providers']['list']['providers'][number];
export type TagView = Outputs['tags']['list']['tags'][number];
export type LatestView = Outputs['live']['latest'][number];
export type TrendColumns = Outputs['trends']['read'][number];
export type HealthView = Outputs['status']['health'];
export type SourceView = HealthView['sources'][number];
export type PersonView = Outputs['session']['me'];
export type TenantView = Outputs['tenants']['list']['tenants'][number];
export type UserView = Outputs['users']['list']['users'][number];
export type UserDetailView = Outputs['users']['get'];
export type PlaceView = Outputs['users']['places']['places'][number];
export type RoleView = Outputs['roles']['list']['roles'][number];
export type ProgramView = Outputs['drilling']['programs']['list']['programs'][number];
export type ProgramDetailView = Outputs['drilling']['programs']['get'];
export type WellChoices = Outputs['drilling']['wells'];
export type JobView = Outputs['jobs']['list']['jobs'][number];
export type ChannelView = Outputs['notifications']['channels']['list'][number];
export type RuleView = Outputs['notifications']['rules']['list'][number];
export type DeliveryView = Outputs['notifications']['deliveries']['list']['deliveries'][number];
export type SettingsView = Outputs['settings']['get'];
export type AboutView = Outputs['settings']['about'];
export type SessionView = Outputs['sessions']['list']['sessions'][number];
export type KeyView = Outputs['keys']['list']['keys'][number];
export type AuditEntryView = Outputs['audit']['list']['entries'][number];
export type AuditVerdictView = Outputs['audit']['verify'];
export type CalendarView = Outputs['calendars']['list']['calendars'][number];
export type CalendarPlaceView = Outputs['calendars']['list']['placesWithout'][number];
export type ReportDefinitionView = Outputs['reports']['list']['reports'][number];
export type ReportRunView = Outputs['reports']['runs']['list']['runs'][number];
export type ReportChoicesView = Outputs['reports']['choices'];
