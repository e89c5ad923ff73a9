import { join } from 'node:path';
import { getJson, type PeerKind } from './peer-kind.ts';

/** VictoriaMetrics, a single node. */
export const VICTORIA_METRICS: PeerKind = {
  name: 'victoriametrics',
  program: 'victoria-metrics',
  debianPackage: 'victoria-metrics',
  healthPath: '/health',
  storesDecimals: true,
  writePath: '/write?precision=ms',
  importPath: '/api/v1/import',
  mergePaths: ['/internal/force_flush', '/internal/force_merge'],
  settings: (folder, port) =>
    Promise.resolve([
      `-storageDataPath=${join(folder, 'data')}`,
      `-httpListenAddr=127.0.0.1:${port}`,
      '-search.latencyOffset=0s',
      // It refuses samples that are older, a month by itself.
      '-retentionPeriod=100y',
    ]),
  async count(address, { firstUs, lastUs }) {
    await fetch(`${address}/internal/force_flush`);
    const seconds = Math.ceil((lastUs - firstUs) / 1e6) + 2;
    const query = encodeURIComponent(`sum(count_over_time(s_v[${seconds}s]))`);
    const time = Math.ceil(lastUs / 1e6);
    const answer = (await getJson(`${address}/api/v1/query?query=${query}&time=${time}`)) as {
      data: { result: { value: [number, string] }[] };
    };
    return Number(answer.data.result[0]?.value[1] ?? 0);
  },
  async read(address, { tag, fromUs, toUs }) {
    const match = encodeURIComponent(`s_v{tag="${tag}"}`);
    // Both ends belong to the range, and times are whole milliseconds.
    const range = `start=${fromUs / 1e6}&end=${(toUs - 1_000) / 1e6}`;
    const answer = await fetch(`${address}/api/v1/export?match%5B%5D=${match}&${range}`);
    const lines = (await answer.text()).split('\n').filter((line) => line !== '');
    const parts = lines.map(
      (line) => JSON.parse(line) as { values: number[]; timestamps: number[] },
    );
    return {
      times: Float64Array.from(
        parts.flatMap(({ timestamps }) => timestamps),
        (timeMs) => timeMs * 1_000,
      ),
      values: Float64Array.from(parts.flatMap(({ values }) => values)),
    };
  },
  isMerged(files) {
    if (files.some(({ path }) => MERGING.test(path))) return false;
    const parts = files.flatMap(({ path }) => {
      const [, month, part] = PART.exec(path) ?? [];
      return month === undefined ? [] : [{ month, part }];
    });
    const months = new Set(parts.map(({ month }) => month));
    return months.size > 0 && new Set(parts.map(({ part }) => part)).size === months.size;
  },
  holdsSamples: (path) => PART.test(path),
};

const PART = /^data\/data\/(?:small|big)\/(\d{4}_\d{2})\/(\d[^/]*)\//;
const MERGING = /^data\/data\/(?:small|big)\/[^/]+\/(?:tmp|txn)\//;
