import { spoolFolderOf, type HistorianSettings } from '../historian-settings.ts';
import { openSpool, type OpenedSpool } from '../resume/open-spool.ts';
import { claimSpool, type SpoolClaim } from './claim-spool.ts';

/** A spool, and why nothing of it may be stored at the time. */
export interface OwnSpool extends OpenedSpool, Pick<SpoolClaim, 'refusal'> {}

/** Opens the spool and claims it in the database; both end with what was started. */
export async function openOwnSpool(
  settings: HistorianSettings,
  started: AsyncDisposableStack,
): Promise<OwnSpool> {
  const { directory, nowUs, onEvent } = settings;
  const folder = spoolFolderOf(directory);
  const opened = await openSpool({ folder, ...settings.spool, nowUs, onEvent });
  const { spool } = opened;
  started.defer(() => spool.close());
  const claim = started.use(await claimSpool({ ...settings, folder, spoolId: spool.id }));
  return { ...opened, refusal: () => claim.refusal() };
}
