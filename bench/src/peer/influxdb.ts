import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { getJson, type PeerKind } from './peer-kind.ts';

interface Answer<Value> {
  readonly results: readonly { readonly series?: readonly { readonly values: Value[] }[] }[];
}

/** InfluxDB 1. A shard that is written no more is merged after a second, not after hours. */
export const INFLUXDB: PeerKind = {
  name: 'influxdb',
  program: 'influxd',
  debianPackage: 'influxdb',
  healthPath: '/ping',
  // By the bits that differ: those behind a float32 are zero in both.
  storesDecimals: false,
  createPath: `/query?q=${encodeURIComponent('CREATE DATABASE bench')}`,
  writePath: '/write?db=bench&precision=ms',
  mergePaths: [],
  async settings(folder, port) {
    const file = join(folder, 'influxdb.conf');
    const places = `
reporting-disabled = true
bind-address = "127.0.0.1:${await freePort()}"
[meta]
  dir = "${folder}/meta"
[data]
  dir = "${folder}/data"
  wal-dir = "${folder}/wal"
  cache-snapshot-write-cold-duration = "1s"
  compact-full-write-cold-duration = "1s"
[monitor]
  store-enabled = false
[http]
  bind-address = "127.0.0.1:${port}"
  log-enabled = false
`;
    await writeFile(file, places);
    return ['-config', file];
  },
  async count(address) {
    const [row] = await query<[string, number]>(address, 'SELECT count(v) FROM s');
    return row?.[1] ?? 0;
  },
  async read(address, { tag, fromUs, toUs }) {
    const rows = await query<[timeMs: number, value: number]>(
      address,
      `SELECT v FROM s WHERE "tag" = '${tag}' AND time >= ${fromUs}u AND time < ${toUs}u`,
    );
    return {
      times: Float64Array.from(rows, ([timeMs]) => timeMs * 1_000),
      values: Float64Array.from(rows, ([, value]) => value),
    };
  },
  isMerged(files) {
    if (files.some(({ path, bytes }) => path.startsWith('wal/') && bytes > 0)) return false;
    if (files.some(({ path }) => path.endsWith('.tmp'))) return false;
    // data/bench/autogen/<shard>/<generation>-<sequence>.tsm
    const generations = files.filter(({ path }) => this.holdsSamples(path)).map(generationOf);
    return (
      new Set(generations.map(({ shard }) => shard)).size ===
      new Set(generations.map(({ shard, generation }) => `${shard} ${generation}`)).size
    );
  },
  holdsSamples: (path) => path.endsWith('.tsm'),
};

function generationOf({ path }: { readonly path: string }): {
  readonly shard: string;
  readonly generation: string;
} {
  const names = path.split('/');
  return { shard: names.at(-2)!, generation: names.at(-1)!.split('-')[0]! };
}

async function query<Value>(address: string, text: string): Promise<Value[]> {
  const url = `${address}/query?db=bench&epoch=ms&q=${encodeURIComponent(text)}`;
  const answer = (await getJson(url)) as Answer<Value>;
  return answer.results[0]?.series?.[0]?.values ?? [];
}
