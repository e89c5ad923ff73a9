import type { FilterDefinition } from './filter-definition.ts';

/** What a tag holds. */
export type TagDataType = 'analog' | 'digital' | 'counter' | 'text';

/** How to read between two samples. */
export type Interpolation = 'step' | 'linear';

/** Interpolation of a tag: its own, else linear for analog tags and step for the others. */
export function interpolationOf({
  dataType = 'analog',
  interpolation,
}: Pick<TagDefinition, 'dataType' | 'interpolation'>): Interpolation {
  return interpolation ?? (dataType === 'analog' ? 'linear' : 'step');
}

/** What every tag has, whatever protocol brings it. */
export interface TagDefinition {
  /** Unique within the tenant; `/` makes a path: `well-7/tubing-head-pressure`. */
  readonly name: string;
  readonly description?: string;
  /** Engineering unit, as shown to people: `psi`, `bbl/d`. */
  readonly unit?: string;
  /** @default 'analog' */
  readonly dataType?: TagDataType;
  /** Labels of the states of a digital tag: the state's number is its index. */
  readonly states?: readonly string[];
  /** @default 'linear' for analog tags, 'step' for the others */
  readonly interpolation?: Interpolation;
  /** Engineering unit range: what the instrument can show. A Good value beside it becomes Uncertain (engineering units exceeded). */
  readonly range?: { readonly low: number; readonly high: number };
  /** Raw values, before scale and offset, that say that there is none (`-999.25`). They come on top of the source's. @default none */
  readonly nulls?: readonly number[];
  /** Time after which a value that nothing follows is Bad, in milliseconds. @default the source's */
  readonly staleAfterMs?: number;
  /** Raw value × scale + offset = value in the tag's unit. @default 1 */
  readonly scale?: number;
  /** @default 0 */
  readonly offset?: number;
  /** What of it is stored. @default everything */
  readonly filter?: FilterDefinition;
}
