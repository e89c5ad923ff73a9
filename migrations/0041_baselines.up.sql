CREATE TABLE energy_baselines (
  LIKE internal.standard_columns INCLUDING ALL,
  machine_id        uuid NOT NULL,
  name              text NOT NULL CHECK (name <> ''),
  model             text NOT NULL CHECK (model IN ('mean', 'linear_regression', 'multiple_regression', 'polynomial', 'change_point')),
  energy_interval   text NOT NULL DEFAULT 'day' CHECK (energy_interval IN ('hour', 'day', 'week', 'month')),
  period_start      timestamptz NOT NULL,
  period_end        timestamptz NOT NULL,
  features          text[] NOT NULL DEFAULT '{}',
  coefficients      double precision[] NOT NULL,
  parameters        jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(parameters) = 'object'),
  sample_count      integer NOT NULL CHECK (sample_count > 0),
  r_squared         quantity,
  cv_rmse           quantity,
  nmbe              quantity,
  active            boolean NOT NULL DEFAULT false,
  CONSTRAINT energy_baselines_of_machine FOREIGN KEY (tenant_id, machine_id) REFERENCES machines (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT energy_baselines_end_after_start CHECK (period_end > period_start),
  CONSTRAINT energy_baselines_coefficients_are_numbers CHECK (cardinality(coefficients) > 0 AND internal.all_finite(coefficients)),
  CONSTRAINT energy_baselines_fit_is_possible CHECK (r_squared <= 1 AND cv_rmse >= 0)
);
CREATE UNIQUE INDEX energy_baselines_one_active_per_machine ON energy_baselines (tenant_id, machine_id, energy_interval) WHERE active AND deleted_at IS NULL;
CREATE INDEX energy_baselines_newest_of_machine ON energy_baselines (tenant_id, machine_id, period_end DESC);
CALL internal.tenant_table('energy_baselines', $$
Models of what a machine would use: the energy baseline of ISO 50006.
machine_id: The machine.
name: For people.
model: Kind of model.
energy_interval: Span of one prediction.
period_start: Beginning of the data that it was fitted to.
period_end: End of the data that it was fitted to.
features: Relevant variables, in the order of the coefficients.
coefficients: The constant first, then one for each feature.
parameters: Further parameters of the model, by name: balance temperatures.
sample_count: Intervals that it was fitted to.
r_squared: Coefficient of determination: 1 less SSE by SST.
cv_rmse: Coefficient of variation of the root mean square error, as a fraction.
nmbe: Normalised mean bias error, as a fraction; below 0 where the model predicts too much.
active: The one that is compared with.
$$);
