import type { User } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { Command } from 'commander';
import { listUsers } from '../../features/users/index.ts';
import { jsonOption, type JsonOption } from '../options/json-option.ts';
import { print } from '../options/print.ts';
import { tenantOptions, withTenantOf, type TenantOptions } from '../options/tenant-options.ts';

/** `varve users list` */
export function listUsersCommand(): Command {
  const command = tenantOptions(new Command('list').description('list users with their roles'));
  return jsonOption(command, '[{ username, fullName, state, roles, lastLoginAtMs, … }]').action(
    async ({ json, ...options }: TenantOptions & JsonOption) => {
      const users = await withTenantOf(options, listAll);
      print(json, users, users.length === 0 ? 'there are no users' : users.map(lineOf).join('\n'));
    },
  );
}

async function listAll(transaction: TenantTransaction): Promise<User[]> {
  const all: User[] = [];
  let cursor: string | undefined;
  do {
    const page = await listUsers(transaction, { search: '', limit: 200, cursor });
    all.push(...page.users);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}

function lineOf({ username, fullName, state, roles }: User): string {
  const name = fullName === '' ? username : `${username} (${fullName})`;
  return `${name}: ${state}, ${roles.length === 0 ? 'no roles' : roles.join(', ')}`;
}
