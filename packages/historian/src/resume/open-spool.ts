import { Spool, type SpoolOptions } from '../spool/spool.ts';
import type { SpooledBlock } from '../spool/spooled-block.ts';
import { HELD_SERIES, recoverHeld, type RecoveredHeld } from '../pipeline/held-log.ts';

/** A spool, and what an earlier run left in it, oldest first. */
export interface OpenedSpool {
  readonly spool: Spool;
  /** Blocks that sinks may lack. */
  readonly recovered: readonly SpooledBlock[];
  /** Samples that the filters held back, in these blocks. */
  readonly held: RecoveredHeld & { readonly blocks: readonly SpooledBlock[] };
}

/** Opens a spool, and tells what the filters held back from what is on its way to sinks. */
export async function openSpool(options: SpoolOptions): Promise<OpenedSpool> {
  const { spool, recovered } = await Spool.open(options);
  const blocks = recovered.filter(({ series }) => series === HELD_SERIES);
  const rest = recovered.filter(({ series }) => series !== HELD_SERIES);
  return {
    spool,
    recovered: rest,
    held: { ...(await recoverHeld(blocks, spool.nextBlockNo)), blocks },
  };
}
