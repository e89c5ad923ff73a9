export { storeSamples, type SentSamples } from './store-samples.ts';
