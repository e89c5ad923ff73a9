import { Command } from 'commander';
import { findUser, resetPassword } from '../../features/users/index.ts';
import { jsonOption, type JsonOption } from '../options/json-option.ts';
import { print } from '../options/print.ts';
import { tenantOptions, withTenantOf, type TenantOptions } from '../options/tenant-options.ts';
import { linkText } from './link-text.ts';

/** `varve users reset <name>` */
export function resetUserCommand(): Command {
  const command = new Command('reset')
    .description(
      "end a user's password and sessions, and print a link by which he sets another; a second factor stays",
    )
    .argument('<name>', 'he logs in by it');
  return jsonOption(tenantOptions(command), '{ username, link }').action(
    async (name: string, { json, ...options }: TenantOptions & JsonOption) => {
      const { code } = await withTenantOf(options, async (transaction) => {
        const { id } = await findUser(transaction, name);
        return resetPassword(transaction, null, id);
      });
      const link = `/enter#${code}`;
      print(json, { username: name, link }, `${name} is logged out; ${linkText(link)}`);
    },
  );
}
