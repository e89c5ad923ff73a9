export { ewmaChart, tabularCusum, type EwmaChart, type TabularCusum } from './control-charts.ts';
export { type FeaturePoints } from './feature-points.ts';
export { kMeans, type KMeansClusters } from './k-means.ts';
export { silhouette, type Silhouette } from './silhouette.ts';
export {
  linearRegression,
  multipleRegression,
  predictRegression,
  type RegressionData,
} from './multiple-regression.ts';
export { modifiedZScores, zScores, type OutlierScores } from './outliers.ts';
export { polynomialRegression } from './polynomial-regression.ts';
export { allocateProduction, type ProductionAllocation } from './production-allocation.ts';
export { median, medianAbsoluteDeviation, percentile } from './quantile.ts';
export { reconcileMeasurements, type Reconciliation } from './reconciliation.ts';
export { type RegressionFit } from './regression-fit.ts';
export { sampleStatistics, type SampleStatistics } from './sample-statistics.ts';
export { stepChanges, type StepChanges } from './step-changes.ts';
export {
  seasonalDecomposition,
  seasonalOutliers,
  type SeasonalDecomposition,
  type SeasonalOutliers,
  type StlOptions,
} from './stl.ts';
