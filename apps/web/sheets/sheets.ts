import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { startChromium } from '../test/support/start-chromium.ts';
import { comparePictures } from './compare-pictures.ts';
import { listPages, type PhotographedPage } from './list-pages.ts';
import { photograph, type Photograph } from './photograph.ts';
import { startServers, type Servers } from './start-servers.ts';
import { tileSheet, type Tile } from './tile-sheet.ts';
import { LOOKS, STATES } from './looks.ts';

// Sheets, with the pictures that they are made of: kept for the next run, which marks what differs.
const FOLDER = fileURLToPath(new URL('../.sheets/', import.meta.url));

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Photographs a page in every state and look. */
async function photographAll(
  browser: Browser,
  servers: Servers,
  page: PhotographedPage,
): Promise<readonly Photograph[]> {
  const photographs: Photograph[] = [];
  for (const state of STATES) {
    const { full, empty } = page.addresses;
    const path = state === 'empty' ? empty : full;
    const address = servers[state] + path;
    for (const look of LOOKS)
      photographs.push(...(await photograph(browser, { address, state, look })));
  }
  return photographs;
}

/** Compares a photograph with its last one, and keeps it for the next time. */
async function compareWithLast(browser: Browser, folder: string, one: Photograph): Promise<Tile> {
  const file = join(folder, `${one.name}.still.png`);
  const last = await readFile(file).catch(() => null);
  await writeFile(file, one.still);
  await writeFile(join(folder, `${one.name}.png`), one.picture);
  if (last === null) return { photograph: one, comparison: null };
  await using bench = await browser.newPage();
  const comparison = await comparePictures(bench, { last, current: one.still });
  return { photograph: one, comparison };
}

/** Makes the sheet of a page, and says its faults. @returns how many there are */
async function makeSheet(
  browser: Browser,
  servers: Servers,
  page: PhotographedPage,
): Promise<number> {
  const photographs = await photographAll(browser, servers, page);
  const folder = join(FOLDER, page.name);
  await mkdir(folder, { recursive: true });
  const tiles: Tile[] = [];
  for (const one of photographs) tiles.push(await compareWithLast(browser, folder, one));
  await using bench = await browser.newPage();
  const sheet = join(FOLDER, `${page.name}.png`);
  await writeFile(sheet, await tileSheet(bench, page.name, tiles));
  const changed = tiles.filter(({ comparison }) => comparison?.blocks.length !== 0).length;
  say(`${sheet}: ${tiles.length} pictures, ${changed} of them new or different`);
  const faults = photographs.flatMap((one) => one.faults.map((fault) => `${one.name}: ${fault}`));
  for (const fault of faults) say(`  ${fault}`);
  return faults.length;
}

const pages = await listPages();
say('starting a plant, a Varve whose device does not answer, and a server that fails');
await using started = new AsyncDisposableStack();
// Who interrupts the command wants its servers to end as well.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void started.disposeAsync().finally(() => process.exit(130)));
}
const servers = await startServers(started);
const browser = started.adopt(await startChromium(), (one) => one.close());
let faultCount = 0;
for (const page of pages) faultCount += await makeSheet(browser, servers, page);
say(`${faultCount} faults on ${pages.length} pages`);
if (faultCount > 0) process.exitCode = 1;
