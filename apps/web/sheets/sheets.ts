import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { startChromium } from '../test/support/start-chromium.ts';
import { comparePictures } from './compare-pictures.ts';
import { addressOf, listPages, type PhotographedPage } from './list-pages.ts';
import { photograph, type Photograph } from './photograph.ts';
import { startServers, type Servers } from './start-servers.ts';
import { tileSheet, type Tile } from './tile-sheet.ts';
import { ALL_VISITS, FEW_VISITS, type Visited } from './looks.ts';

// Sheets, with the pictures that they are made of: kept for the next run, which marks what differs.
const FOLDER = fileURLToPath(new URL('../.sheets/', import.meta.url));

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Photographs a page at all visits that it can have. */
async function photographAll(
  browser: Browser,
  servers: Servers,
  page: PhotographedPage,
): Promise<readonly Photograph[]> {
  const photographs: Photograph[] = [];
  const { entrance, pressed, addresses } = page;
  const hasStates = entrance === null && pressed === null;
  for (const visit of visits.filter(({ state }) => hasStates || state === 'full')) {
    const { address, login } = servers[entrance ?? visit.state];
    const path = addressOf(addresses[visit.state === 'empty' ? 'empty' : 'full'], servers.made);
    photographs.push(
      ...(await photograph(browser, { ...visit, address: address + path, login, pressed })),
    );
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

const allPages = await listPages();
const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { few: { type: 'boolean', default: false } },
});
const visits: readonly Visited[] = options.few ? FEW_VISITS : ALL_VISITS;
const pages = allPages.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
if (pages.length < wanted.length) {
  const names = allPages.map(({ name }) => name).join(', ');
  throw new Error(`the pages are called ${names}: got ${wanted.join(', ')}`);
}
const interrupted = Promise.withResolvers<never>();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interrupted.reject(new Error(`interrupted by ${signal}`)));
}

/** Makes the sheets of all wanted pages. @returns how many faults they have */
async function makeSheets(started: AsyncDisposableStack): Promise<number> {
  const servers = await startServers(started);
  const browser = started.adopt(await startChromium(), (one) => one.close());
  let faultCount = 0;
  for (const page of pages) faultCount += await makeSheet(browser, servers, page);
  return faultCount;
}

say('starting a plant, a Varve whose device does not answer, and a server that fails');
await using started = new AsyncDisposableStack();
// Who interrupts the command wants its servers to end as well: they do where this scope is left.
const faultCount = await Promise.race([makeSheets(started), interrupted.promise]);
say(`${faultCount} faults on ${pages.length} pages`);
if (faultCount > 0) process.exitCode = 1;
