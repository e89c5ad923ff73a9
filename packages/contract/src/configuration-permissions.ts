/** Rights of the areas `settings` and `calendars`, and of what else belongs to the configuration of a tenant. */
export const configurationPermissions = ['configuration.read', 'configuration.write'] as const;
