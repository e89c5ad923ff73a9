/** Tables and views of each area, by schema and name; what is in no list is found by the test. */
export const AREAS: Readonly<Record<string, readonly string[]>> = {
  core: [
    'tenants',
    'users',
    'roles',
    'permissions',
    'role_permissions',
    'user_roles',
    'refresh_tokens',
    'audit_log',
  ],
  assets: ['fields', 'wells', 'factories', 'machines', 'equipment'],
  reservoirs: ['reservoirs', 'reservoir_zones', 'pvt_data', 'reserves', 'well_completions'],
  'well-testing': [
    'well_tests',
    'ipr_data',
    'vlp_data',
    'pressure_surveys',
    'pressure_survey_points',
  ],
  drilling: [
    'drilling_programs',
    'drilling_daily_reports',
    'drilling_bha',
    'drilling_mud_properties',
  ],
  production: ['production_daily', 'production_monthly', 'well_downtime', 'artificial_lift'],
  'coiled-tubing': ['ct_strings', 'ct_jobs', 'ct_fatigue_tracking'],
  purchasing: [
    'business_partners',
    'inventory_items',
    'inventory_transactions',
    'inventory_levels',
    'purchase_orders',
    'purchase_order_lines',
    'invoices',
    'invoice_lines',
  ],
  accounts: [
    'employees',
    'payroll_runs',
    'payroll_entries',
    'work_orders',
    'ledger_accounts',
    'ledger_entries',
  ],
  scada: [
    'channels',
    'live_values',
    'storage_rules',
    'storage_rule_tags',
    'derived_signals',
    'derived_signal_inputs',
    'dashboards',
    'batches',
    'alarm_definitions',
    'alarm_states',
  ],
  energy: [
    'energy_tariffs',
    'energy_tariff_periods',
    'carbon_factors',
    'energy_baselines',
    'machine_status',
    'machines_current_status',
    'anomalies',
  ],
  analytics: [
    'data_sources',
    'processed_data',
    'kpi_summaries',
    'text_summaries',
    'trend_signals',
    'clusters',
    'anomaly_log',
  ],
  sync: ['sync.sync_outbox', 'sync.sync_log'],
  timeseries: [
    'timeseries.sources',
    'timeseries.tags',
    'timeseries.record_series',
    'timeseries.rollups',
    'timeseries.late_records',
    'timeseries.policies',
  ],
};

/**
 * Area of a relation: its list's, else `timeseries` for what lies in that schema, else `series` for the views in public
 * of what lies there.
 */
export function areaOf(schema: string, name: string): string {
  const listed = Object.entries(AREAS).find(([, names]) =>
    names.includes(schema === 'public' ? name : `${schema}.${name}`),
  );
  return listed?.[0] ?? (schema === 'timeseries' ? 'timeseries' : 'series');
}
