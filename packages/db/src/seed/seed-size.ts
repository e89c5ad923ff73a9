/** How much a seed makes. */
export interface SeedSize {
  readonly wells: number;
  /** Days of daily production, to yesterday. */
  readonly productionDays: number;
  /** Days of telemetry, energy and samples, to now. */
  readonly seriesDays: number;
  /** Seconds between records of the series. */
  readonly seriesStepS: number;
  readonly drillingReports: number;
  readonly inventoryItems: number;
  readonly orders: number;
}

/** A believable field: three years of production, two weeks of series. */
export const DEV_SIZE: SeedSize = {
  wells: 12,
  productionDays: 1_096,
  seriesDays: 14,
  seriesStepS: 60,
  drillingReports: 24,
  inventoryItems: 60,
  orders: 40,
};

/** Something in every table, quickly. */
export const TEST_SIZE: SeedSize = {
  wells: 2,
  productionDays: 40,
  seriesDays: 2,
  seriesStepS: 900,
  drillingReports: 3,
  inventoryItems: 4,
  orders: 2,
};
