import type { Page } from 'playwright-core';

/** A part of a picture that differs from the last, in pixels of the picture. */
interface ChangedBlock {
  readonly x: number;
  readonly y: number;
}

export interface Comparison {
  /** Part of the pixels that differ, 0 to 1. */
  readonly changedPart: number;
  readonly blocks: readonly ChangedBlock[];
}

/** Edge of a block, in pixels. */
export const BLOCK_PIXELS = 20;

/** Compares two PNG pictures of one size, pixel by pixel, in a page of a browser, which can read them. */
export async function comparePictures(
  page: Page,
  pictures: { readonly last: Buffer; readonly current: Buffer },
): Promise<Comparison> {
  const { last, current } = pictures;
  return page.evaluate(
    async ({ sources, block }) => {
      // A channel that differs by less is the drawing of a letter's edge.
      const TOLERANCE = 24;
      const [first, second] = await Promise.all(
        sources.map(async (source) => {
          const image = await createImageBitmap(await (await fetch(source)).blob());
          const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
          context.drawImage(image, 0, 0);
          return context.getImageData(0, 0, image.width, image.height);
        }),
      );
      const { width, height, data } = second!;
      const blocks = new Map<string, { x: number; y: number }>();
      let changed = 0;
      for (let i = 0; i < data.length; i += 4) {
        const differs = [0, 1, 2].some(
          (channel) => Math.abs(data[i + channel]! - first!.data[i + channel]!) > TOLERANCE,
        );
        if (!differs) continue;
        changed++;
        const x = Math.floor(((i / 4) % width) / block) * block;
        const y = Math.floor(i / 4 / width / block) * block;
        blocks.set(`${x} ${y}`, { x, y });
      }
      return { changedPart: changed / (width * height), blocks: [...blocks.values()] };
    },
    {
      sources: [last, current].map((png) => `data:image/png;base64,${png.toString('base64')}`),
      block: BLOCK_PIXELS,
    },
  );
}
