/** Areas of Varve and the tables and views of each, by name. A rollup goes with its series. */
export const AREAS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  base: {
    tenants: ['tenants'],
    audit: ['audit_log', 'audit_seals'],
    users: ['users', 'roles', 'permissions', 'role_permissions', 'user_roles', 'user_role_scopes'],
    identity: ['identity_providers', 'user_identities'],
    displays: ['displays'],
    session: ['sessions', 'refresh_tokens', 'totp_factors', 'recovery_codes', 'one_time_links'],
    keys: ['api_keys', 'api_key_uses'],
    jobs: ['job_runs'],
    imports: ['imports', 'import_files', 'import_rows', 'import_templates'],
    documents: ['document_moves', 'document_numbers'],
    notifications: ['notification_channels', 'notification_rules', 'deliveries'],
    calendars: ['calendars'],
    assets: ['factories', 'machines', 'machine_status', 'machines_current_status', 'equipment'],
    sources: ['sources'],
    tags: ['tags', 'channels'],
    samples: [
      'sample_rows',
      'segments',
      'text_samples',
      'ingest_ledger',
      'sample_policies',
      'samples',
      'samples_by_name',
      'text_samples_by_name',
      'scada_tags_ts',
      'channel_data',
    ],
    series: ['record_series', 'rollups', 'late_records', 'policies'],
  },
  plant: {
    live: ['collectors', 'snapshots', 'live_values'],
    'storage-rules': ['storage_rules', 'storage_rule_tags'],
    signals: ['derived_signals', 'derived_signal_inputs'],
    dashboards: ['dashboards'],
    batches: ['batches', 'batch_data'],
    alarms: ['alarm_definitions', 'alarm_states', 'alarms_ts'],
  },
  field: {
    wells: ['fields', 'wells', 'well_telemetry_ts'],
    reservoirs: ['reservoirs', 'reservoir_zones', 'pvt_data', 'reserves', 'well_completions'],
    'well-tests': [
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
      'drilling_telemetry_ts',
    ],
    production: [
      'production_daily',
      'production_monthly',
      'well_downtime',
      'artificial_lift',
      'well_production_ts',
    ],
    'coiled-tubing': ['ct_strings', 'ct_jobs', 'ct_fatigue_tracking'],
  },
  energy: {
    energy: [
      'energy_readings',
      'production_data',
      'environmental_data',
      'energy_accounts',
      'energy_account_heads',
      'energy_account_notes',
    ],
    tariffs: ['energy_tariffs', 'energy_tariff_periods', 'carbon_factors'],
    baselines: ['energy_baselines'],
  },
  business: {
    // Business partners are here because items name their supplier.
    stock: ['business_partners', 'inventory_items', 'inventory_transactions', 'inventory_levels'],
    purchasing: ['purchase_orders', 'purchase_order_lines', 'invoices', 'invoice_lines'],
    people: ['employees'],
    payroll: ['payroll_runs', 'payroll_entries'],
    maintenance: ['work_orders'],
    ledger: ['ledger_accounts', 'ledger_entries'],
  },
  insight: {
    reports: ['report_definitions', 'report_runs'],
    'data-sources': ['data_sources', 'processed_data'],
    kpis: ['kpi_summaries'],
    texts: ['text_summaries', 'trend_signals'],
    anomalies: ['anomalies', 'anomaly_log', 'clusters'],
  },
  edge: {
    sync: ['sync_outbox', 'sync_log'],
  },
};

/** Ending of the name of a rollup. */
export const ROLLUP = /_(1min|15min|1hour|1day)$/;

/** Area of a table or view by its name; undefined for one that no area lists. */
export function areaOf(name: string): string | undefined {
  const listed = name.replace(ROLLUP, '');
  return Object.values(AREAS)
    .flatMap((areas) => Object.entries(areas))
    .find(([, names]) => names.includes(listed))?.[0];
}
