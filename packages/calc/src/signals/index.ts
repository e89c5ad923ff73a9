export { deadBandIndices } from './dead-band.ts';
export { interpolateSignal, type InterpolatedSignal, type SignalShape } from './interpolation.ts';
export { lttbIndices } from './largest-triangles.ts';
export { m4Indices, minMaxIndices, type PixelColumns } from './pixel-columns.ts';
export { irregularEma, rateOfChange, type DerivedSeries } from './running-filters.ts';
export { type KeptSamples, type SampleColumns } from './sample-columns.ts';
export { swingingDoorIndices } from './swinging-door.ts';
export { timeWeightedAverage, type TimeWeightedAverage } from './time-weighted-average.ts';
export { totalizerDelta, type TotalizerDelta } from './totalizer.ts';
