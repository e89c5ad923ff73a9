import type { SampleStorage } from '@varve/historian';
import { machineLine, reportRow, type Goal, type Report, type ReportRow } from '../report.ts';
import type { Round } from './ingest-round.ts';

/** Noun for names and units: a row of a table, or a sample in any storage. */
const WORDS: Readonly<Record<SampleStorage, { readonly one: string; readonly ofOne: string }>> = {
  rows: { one: 'row', ofOne: 'Row' },
  segments: { one: 'sample', ofOne: 'Sample' },
};

/** Names of the ratios to a peer's rates. */
const PEER_RATIOS: Readonly<Record<string, string>> = {
  influxdb: 'ratio.influxdb',
  victoriametrics: 'ratio.victoriametrics.lineProtocol',
  'victoriametrics.json': 'ratio.victoriametrics',
};

const GOALS: Readonly<Record<SampleStorage, Readonly<Record<string, Goal>>>> = {
  rows: {
    'ratio.plainTable': { atLeast: 3 },
    'ratio.naive': { atLeast: 10 },
  },
  segments: {
    'varve.samplesPerSecond': { atLeast: 20_000_000 },
    // They hold on a machine that is shared, where rates and their ratios say who else was at work.
    'varve.nodeCpu': { atMost: 45 },
    'varve.postgresCpu': { atMost: 15 },
    'ratio.victoriametrics': { atLeast: 4 },
    'ratio.victoriametrics.lineProtocol': { atLeast: 10 },
    'ratio.naive': { atLeast: 10 },
    samplesPerSegment: { atLeast: 250 },
    bytesPerSample: { atMost: 2.6 },
  },
};

/** Reduces the rounds. */
export function ingestReport(
  rounds: readonly Round[],
  size: { readonly storage: SampleStorage; readonly rows: number; readonly tags: number },
): Report {
  const { storage } = size;
  const { one, ofOne } = WORDS[storage];
  const row = (name: string, unit: string, values: readonly number[]): ReportRow =>
    reportRow(name, unit, values, GOALS[storage][name]);
  const column = (name: Exclude<keyof Round, 'peers'>): number[] =>
    rounds.map((round) => round[name]);
  const rate = (name: string, values: readonly number[]): ReportRow =>
    row(`${name}.${one}sPerSecond`, `${one}s/s`, values);
  const ratio = (name: string, others: readonly number[]): ReportRow =>
    row(
      name,
      '',
      rounds.map(({ varve }, round) => varve / others[round]!),
    );
  return {
    bench: `ingest --storage ${storage}, ${size.rows} samples of ${size.tags} tags a round`,
    machine: machineLine(),
    rows: [
      rate('varve', column('varve')),
      rate('ceiling', column('ceiling')),
      rate('plainTable', column('plainTable')),
      rate('naive', column('naive')),
      rate('varve.json', column('json')),
      ratio('ratio.plainTable', column('plainTable')),
      ratio('ratio.naive', column('naive')),
      ...[...(rounds[0]?.peers.keys() ?? [])].flatMap((name) => {
        const peerRounds = rounds.map(({ peers }) => peers.get(name)!);
        const rates = peerRounds.map((peerRound) => peerRound.rate);
        const bytes = peerRounds.map(({ bytesPerSample }) => bytesPerSample);
        return [
          row(`${name}.samplesPerSecond`, 'samples/s', rates),
          ratio(PEER_RATIOS[name]!, rates),
          row(`${name}.bytesPerSample`, 'bytes', bytes),
        ];
      }),
      row('varve.nodeCpu', `ns/${one}`, column('nodeCpu')),
      row('varve.postgresCpu', `ns/${one}`, column('postgresCpu')),
      row(`bytesPer${ofOne}`, 'bytes', column('bytesPerSample')),
      ...(storage === 'segments'
        ? [row('samplesPerSegment', 'samples', column('samplesPerSegment'))]
        : []),
      row('peakMemoryMiB', 'MiB', [process.resourceUsage().maxRSS / 1_024]),
    ],
  };
}
