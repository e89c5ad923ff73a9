import { runSeparately } from './load-separately.ts';
import type { PeerFormat } from './encode-posts.ts';
import { startPeer } from '../peer/peer.ts';
import type { PeerKind } from '../peer/peer-kind.ts';
import type { PosterTask } from './peer-poster.ts';

const POSTERS = 2;

/** Rate and size of a round in a peer. */
export interface PeerRound {
  /** Samples a second, from the first post to the last answer. */
  readonly rate: number;
  /** On disk, after it has merged its files and ended. */
  readonly bytesPerSample: number;
}

/** Lets a peer that was just started take samples in one of its formats, and asks it how many it has. */
export async function runPeer(
  kind: PeerKind,
  format: PeerFormat,
  workload: Pick<PosterTask, 'rows' | 'tags' | 'startUs'>,
): Promise<PeerRound> {
  const { rows, tags, startUs } = workload;
  await using peer = await startPeer(kind);
  const url = peer.address + (format === 'json' ? kind.importPath! : kind.writePath);
  const task: PosterTask = {
    ...workload,
    format,
    isShortest: kind.storesDecimals,
    url,
    posters: POSTERS,
  };
  const seconds = await runSeparately('./peer-poster.ts', task);
  const scans = Math.max(1, Math.round(rows / tags));
  const lastUs = startUs + (scans - 1) * 1e6;
  const counted = await kind.count(peer.address, { firstUs: startUs, lastUs });
  if (counted !== scans * tags) {
    throw new Error(`${kind.name} was given ${scans * tags} samples and has ${counted}`);
  }
  await peer.merge();
  return { rate: counted / seconds, bytesPerSample: (await peer.close()) / counted };
}
