import type { FileSize } from './file-sizes.ts';
import type { SampleRange, TagSamples } from './sample-set.ts';

/** A time-series database that takes line protocol over HTTP. */
export interface PeerKind {
  /** First part of the names of its rows. */
  readonly name: 'influxdb' | 'victoriametrics';
  /** Its program, and the Debian package that brings it. */
  readonly program: string;
  readonly debianPackage: string;
  /** Where it says that it is ready. */
  readonly healthPath: string;
  /** Where a new database is made; undefined where none is needed. */
  readonly createPath?: string;
  /** Whether it stores decimals: 56.8 is then less than 56.79999923706055, the double that is the same float32. */
  readonly storesDecimals: boolean;
  /** Where line protocol is posted to. */
  readonly writePath: string;
  /** Where JSON lines of arrays are posted to; undefined where there is no such thing. */
  readonly importPath?: string;
  /** Asked one after the other to write and merge what was taken; empty where it does so by itself soon. */
  readonly mergePaths: readonly string[];
  settings(folder: string, port: number): Promise<readonly string[]>;
  /** Samples that it has, by its own account. */
  count(
    address: string,
    samples: { readonly firstUs: number; readonly lastUs: number },
  ): Promise<number>;
  /** Reads a range of a tag. */
  read(address: string, range: SampleRange): Promise<TagSamples>;
  /** Whether everything is written and merged, by its files. */
  isMerged(files: readonly FileSize[]): boolean;
  /** Whether a file has samples; others have the names of tags, or what is to be done. */
  holdsSamples(path: string): boolean;
}

/** Asks a peer for JSON. */
export async function getJson(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}
