import { createUserInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { Command } from 'commander';
import { listRoles } from '../../features/roles/index.ts';
import { createUser } from '../../features/users/index.ts';
import { ServerError } from '../../kit/server-error.ts';
import { jsonOption, type JsonOption } from '../options/json-option.ts';
import { print } from '../options/print.ts';
import { tenantOptions, withTenantOf, type TenantOptions } from '../options/tenant-options.ts';
import { linkText } from './link-text.ts';

interface AddUserOptions extends TenantOptions, JsonOption {
  readonly role: readonly string[];
  readonly fullName: string;
}

/** `varve users add <name>` */
export function addUserCommand(): Command {
  const command = new Command('add')
    .description('make a user, and print a link by which he sets his password')
    .argument('<name>', 'he logs in by it')
    .requiredOption('--role <name...>', 'a role; several may be given')
    .option('--full-name <name>', 'for people', '');
  return jsonOption(tenantOptions(command), '{ userId, username, link }').action(
    async (name: string, { json, role, fullName, ...options }: AddUserOptions) => {
      const { success, data, error } = createUserInput.safeParse({ username: name, fullName });
      if (!success) {
        const [issue] = error.issues;
        const what = issue?.path[0] === 'fullName' ? '--full-name' : 'the name';
        throw new ServerError('INPUT_INVALID', `${what}: ${issue?.message}`);
      }
      const { userId, code } = await withTenantOf(options, async (transaction) =>
        createUser(transaction, null, { ...data, roles: await findRoles(transaction, role) }),
      );
      const link = `/enter#${code}`;
      print(json, { userId, username: name, link }, `${name} is made; ${linkText(link)}`);
    },
  );
}

async function findRoles(
  transaction: TenantTransaction,
  names: readonly string[],
): Promise<{ roleId: string; scopes: [] }[]> {
  const { roles } = await listRoles(transaction);
  return [...new Set(names)].map((name) => {
    const role = roles.find((one) => one.name === name);
    if (role !== undefined) return { roleId: role.id, scopes: [] };
    const known = roles.map((one) => one.name).join(', ');
    throw new ServerError('NOT_FOUND', `there is no role ${name}, only ${known}`);
  });
}
