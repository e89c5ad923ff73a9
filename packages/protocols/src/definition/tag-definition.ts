import type { FilterDefinition } from './filter-definition.ts';

/** Kind of a tag's values. */
export type TagDataType = 'analog' | 'digital' | 'counter' | 'text';

/** Value between two samples. */
export type Interpolation = 'step' | 'linear';

/** Interpolation of a tag: its own, else linear for analog tags and step for the others. */
export function interpolationOf({
  dataType = 'analog',
  interpolation,
}: Pick<TagDefinition, 'dataType' | 'interpolation'>): Interpolation {
  return interpolation ?? (dataType === 'analog' ? 'linear' : 'step');
}

/** Keys of every tag, whatever its protocol. */
export interface TagDefinition {
  /** Unique within the tenant; `/` makes a path: `well-7/tubing-head-pressure`. */
  readonly name: string;
  readonly description?: string;
  /** Engineering unit for display: `psi`, `bbl/d`. */
  readonly unit?: string;
  /** @default 'analog' */
  readonly dataType?: TagDataType;
  /** Labels of a digital tag's states; a state's number is its index. */
  readonly states?: readonly string[];
  /** @default 'linear' for analog tags, 'step' for the others */
  readonly interpolation?: Interpolation;
  /** Engineering unit range of the instrument. A Good value outside it becomes Uncertain (engineering units exceeded). */
  readonly range?: { readonly low: number; readonly high: number };
  /** Raw values, before scale and offset, that mean that there is none (`-999.25`), in addition to the source's. @default none */
  readonly nulls?: readonly number[];
  /** Time after which a value that no other follows becomes Bad, in milliseconds. @default the source's */
  readonly staleAfterMs?: number;
  /** Raw value × scale + offset = value in the tag's unit. @default 1 */
  readonly scale?: number;
  /** @default 0 */
  readonly offset?: number;
  /** Filter of the stored samples. @default every sample is stored */
  readonly filter?: FilterDefinition;
}
