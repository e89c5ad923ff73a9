/** OPC UA status codes that aggregates use, as unsigned 32-bit numbers. Source: OPC 10000-4, A.2. */
export const HistoryStatus = {
  good: 0,
  uncertain: 0x4000_0000,
  uncertainDataSubNormal: 0x40a4_0000,
  bad: 0x8000_0000,
  badNoData: 0x809b_0000,
  badInvalidArgument: 0x80ab_0000,
  badAggregateInvalidInputs: 0x80d6_0000,
} as const;

/**
 * Information bits that aggregates add to a status code, with the information type that goes along.
 * Raw is the absence of Calculated and Interpolated. Source: OPC 10000-11, HistorianBits.
 */
export const AggregateBit = {
  calculated: 0x0401,
  interpolated: 0x0402,
  partial: 0x0404,
  multipleValues: 0x0410,
} as const;

/** How far a value may be trusted. */
export type Quality = 'good' | 'uncertain' | 'bad';

/** Severity of a status code. */
export const qualityOf = (status: number): Quality => {
  const severity = (status >>> 30) & 3;
  return severity === 0 ? 'good' : severity === 1 ? 'uncertain' : 'bad';
};

/** Status code with bits added; a Bad one keeps none. */
export const withBits = (status: number, bits: number): number =>
  qualityOf(status) === 'bad' ? status : (status | bits) >>> 0;

/** Good, or Uncertain because not all of the data behind it are. */
export const statusIf = (isGood: boolean): number =>
  isGood ? HistoryStatus.good : HistoryStatus.uncertainDataSubNormal;

/** Status code without its bits. */
export const codeOf = (status: number): number => (status & 0xffff_0000) >>> 0;

interface Judged {
  readonly quality: Quality;
}

export const isGood = (item: Judged): boolean => item.quality === 'good';
export const isBad = (item: Judged): boolean => item.quality === 'bad';
export const isNotBad = (item: Judged): boolean => item.quality !== 'bad';
