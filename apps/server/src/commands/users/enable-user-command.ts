import { Command } from 'commander';
import { findUser, updateUser } from '../../features/users/index.ts';
import { jsonOption, type JsonOption } from '../options/json-option.ts';
import { print } from '../options/print.ts';
import { tenantOptions, withTenantOf, type TenantOptions } from '../options/tenant-options.ts';

/** `varve users enable <name>`, and `disable`. */
export function enableUserCommand({ enabled }: { readonly enabled: boolean }): Command {
  const command = new Command(enabled ? 'enable' : 'disable')
    .description(enabled ? 'let a user in again' : 'let a user in no longer, and end his sessions')
    .argument('<name>', 'he logs in by it');
  return jsonOption(tenantOptions(command), '{ username, enabled }').action(
    async (name: string, { json, ...options }: TenantOptions & JsonOption) => {
      await withTenantOf(options, async (transaction) => {
        const { id: userId, version: expectedVersion } = await findUser(transaction, name);
        await updateUser(transaction, null, { userId, expectedVersion, enabled });
      });
      print(json, { username: name, enabled }, `${name} is ${enabled ? 'enabled' : 'disabled'}`);
    },
  );
}
