import { readFile } from 'node:fs/promises';

const PAGE = new URL('../../docs/segments.md', import.meta.url);

/** Blocks of code in a language of the page about segments. */
export async function codeBlocks(language: string): Promise<string[]> {
  const page = await readFile(PAGE, 'utf8');
  const blocks = page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'));
  return Array.from(blocks, ([, code]) => code!);
}
