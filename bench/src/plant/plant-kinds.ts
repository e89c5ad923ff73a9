/** Signals of a plant that are stored alike, from files of one shape. */
export interface PlantKind {
  /** Second part of the names of its rows. */
  readonly name: string;
  /** Whether a device would send the values as float32; else they are the decimals of the file. */
  readonly isSingle: boolean;
  /** Whether it counts in the mean. */
  readonly isInMean: boolean;
  readonly files: readonly URL[];
  /** Rows that are taken, from the first. @default all */
  readonly mostRows?: number;
  /** Columns that are no signals: times, numbers of batches, labels. */
  readonly otherColumns: readonly string[];
  /** Time of a row, in microseconds since 1970. @param index - its number, from 0 */
  timeUs(row: readonly string[], index: number): number;
}

const DATA = new URL('../../data/', import.meta.url);
const DEMO_DATA = new URL('../../../apps/demo/data/', import.meta.url);
const US_PER_SECOND = 1e6;
/** Whole UTC weeks: they begin on Thursdays, as 1970 did. */
const STEEL_WEEKS = 5;
const QUARTERS_PER_WEEK = 672;

/** The files that come with the bench; their sources and licences stand in `bench/data/README.md`. */
export const PLANT_KINDS: readonly PlantKind[] = [
  {
    name: 'steel',
    isSingle: false,
    isInMean: true,
    files: [new URL('steel-industry-energy.csv', DEMO_DATA)],
    // The whole year of so few signals would measure the fixed pages of 53 partitions.
    mostRows: STEEL_WEEKS * QUARTERS_PER_WEEK,
    otherColumns: ['date', 'NSM', 'WeekStatus', 'Load_Type'],
    timeUs: ([date]) => dayFirstUs(date!),
  },
  wells('wells1s', [
    'class2_WELL-00011_20140530100015',
    'class2_WELL-00012_20170320033022',
    'class5_WELL-00016_20180426142005',
    'class6_WELL-00004_20171031193025',
  ]),
  wells('wells5s', [
    'class0_WELL-00004_20140807160311_every5s',
    'class4_WELL-00004_20140805120107_every5s',
  ]),
  wells('wells10s', ['class1_WELL-00001_20140124213136_every10s']),
  {
    name: 'rig',
    isSingle: true,
    isInMean: true,
    files: [new URL('forge_58-32_pason_85-3800ft.csv.gz', DATA)],
    otherColumns: [],
    // The log is by depth: its rows are spread evenly.
    timeUs: evenly('2017-08-03', 5),
  },
  {
    name: 'dryer',
    isSingle: false,
    isInMean: true,
    files: [new URL('dryer-batches.csv.gz', DATA)],
    otherColumns: ['batch_id', 'ClockTime'],
    // One batch follows the other, a row a minute.
    timeUs: evenly('2004-01-01', 60),
  },
  {
    name: 'temperature',
    isSingle: false,
    // Its values have up to 14 decimals: such are computed, no device sends them.
    isInMean: false,
    files: [new URL('machine-temperature.csv.gz', DATA)],
    otherColumns: ['timestamp'],
    timeUs: ([timestamp]) => isoUs(timestamp!),
  },
];

function wells(name: string, files: readonly string[]): PlantKind {
  return {
    name,
    isSingle: true,
    isInMean: true,
    files: files.map((file) => new URL(`wells/${file}.csv.gz`, DATA)),
    otherColumns: ['timestamp', 'class'],
    timeUs: ([timestamp]) => isoUs(timestamp!),
  };
}

function evenly(day: string, seconds: number): PlantKind['timeUs'] {
  const startUs = Date.parse(`${day}T00:00Z`) * 1_000;
  return (_row, index) => startUs + index * seconds * US_PER_SECOND;
}

/** `2014-05-30 10:00:15`, as UTC unless it says otherwise. */
export function isoUs(text: string): number {
  const hasZone = /[zZ]$|[+-]\d{2}:?\d{2}$/.test(text);
  return Date.parse(hasZone ? text : `${text.replace(' ', 'T')}Z`) * 1_000;
}

/** `31/1/2018 0:15`; 0:00 closes the day that it is dated with. */
function dayFirstUs(text: string): number {
  const [day, month, year, hour, minute] = text.split(/[/ :]/).map(Number);
  const isEnd = hour === 0 && minute === 0;
  return Date.UTC(year!, month! - 1, isEnd ? day! + 1 : day, hour, minute) * 1_000;
}
