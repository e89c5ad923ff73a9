export const reportsPermissions = ['reports.read', 'reports.write'] as const;
