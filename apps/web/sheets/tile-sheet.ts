import type { Page } from 'playwright-core';
import { BLOCK_PIXELS, type Comparison } from './compare-pictures.ts';
import type { Photograph } from './photograph.ts';

const TILE_HEIGHT = 350;
const SHEET_WIDTH = 2_720;

const STYLE = `
  body { margin: 0; padding: 16px; background: #fff; color: #111; font: 15px/1.3 sans-serif; }
  main { display: flex; flex-wrap: wrap; gap: 14px; }
  figure { margin: 0; }
  figcaption { font-weight: 600; }
  figcaption.is-faulty { color: #b00; }
  div { position: relative; outline: 1px solid #888; }
  div.is-changed { outline: 4px solid #e07000; }
  img { display: block; height: ${TILE_HEIGHT}px; }
  i { position: absolute; background: rgb(224 112 0 / 40%); }
`;

/** A photograph with what differs from its last one; null where there is no last one. */
export interface Tile {
  readonly photograph: Photograph;
  readonly comparison: Comparison | null;
}

/** Lays the pictures of a page out on one sheet, each with its name, what differs from the last and how many faults it has. */
export async function tileSheet(
  page: Page,
  title: string,
  tiles: readonly Tile[],
): Promise<Buffer> {
  await page.setViewportSize({ width: SHEET_WIDTH, height: 1_000 });
  const figures = tiles.map(figureOf).join('');
  await page.setContent(`<style>${STYLE}</style><h1>${title}</h1><main>${figures}</main>`);
  return page.screenshot({ fullPage: true });
}

function figureOf({ photograph, comparison }: Tile): string {
  const { name, size, picture, faults } = photograph;
  const scale = TILE_HEIGHT / size.height;
  const changed = comparison !== null && comparison.blocks.length > 0;
  const side = BLOCK_PIXELS * scale;
  const marks = (comparison?.blocks ?? []).map(
    ({ x, y }) =>
      `<i style="left:${x * scale}px;top:${y * scale}px;width:${side}px;height:${side}px"></i>`,
  );
  const caption = [name.replaceAll('-', ' ')];
  if (comparison === null) caption.push('new');
  if (changed) caption.push(`${(comparison.changedPart * 100).toFixed(2)} % differs`);
  if (faults.length > 0) caption.push(`${faults.length} faults`);
  const source = `data:image/png;base64,${picture.toString('base64')}`;
  return `<figure style="width:${Math.max(size.width * scale, 160)}px">
    <figcaption class="${faults.length > 0 ? 'is-faulty' : ''}">${caption.join(' · ')}</figcaption>
    <div class="${changed ? 'is-changed' : ''}" style="width:${size.width * scale}px"><img src="${source}">${marks.join('')}</div>
  </figure>`;
}
