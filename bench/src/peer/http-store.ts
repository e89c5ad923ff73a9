import { decimalsOf, sampleCountOf, spanOf, type SampleSet } from './sample-set.ts';
import type { SampleStore } from './sample-store.ts';
import type { PeerKind } from './peer-kind.ts';
import { startPeer } from './peer.ts';

const LINES_PER_POST = 20_000;

/** Stores samples in a peer by line protocol, without haste. */
export function httpStore(kind: PeerKind): SampleStore {
  return {
    name: kind.name,
    findsCopies: false,
    async load(samples) {
      await using started = new AsyncDisposableStack();
      const peer = started.use(await startPeer(kind));
      for (const body of linesOf(samples, kind)) await post(peer.address + kind.writePath, body);
      const counted = await kind.count(peer.address, spanOf(samples));
      if (counted !== sampleCountOf(samples)) {
        throw new Error(
          `${kind.name} was given ${sampleCountOf(samples)} samples and has ${counted}`,
        );
      }
      await peer.merge();
      const resources = started.move();
      return {
        read: (range) => kind.read(peer.address, range),
        close: () => peer.close(),
        [Symbol.asyncDispose]: () => resources.disposeAsync(),
      };
    },
  };
}

function* linesOf(samples: SampleSet, kind: PeerKind): Generator<string> {
  const decimalOf = decimalsOf({ isSingle: samples.isSingle && kind.storesDecimals });
  let lines: string[] = [];
  for (const [index, { times, values }] of samples.tags.entries()) {
    for (const [at, time] of times.entries()) {
      lines.push(`s,tag=${index + 1} v=${decimalOf(values[at]!)} ${time / 1_000}`);
      if (lines.length < LINES_PER_POST) continue;
      yield lines.join('\n');
      lines = [];
    }
  }
  if (lines.length > 0) yield lines.join('\n');
}

async function post(url: string, body: string): Promise<void> {
  const { status } = await fetch(url, { method: 'POST', body });
  if (status !== 204) throw new Error(`expected 204 from ${url}, got ${status}`);
}
