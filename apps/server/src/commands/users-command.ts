import { Command } from 'commander';
import { addUserCommand } from './users/add-user-command.ts';
import { enableUserCommand } from './users/enable-user-command.ts';
import { listUsersCommand } from './users/list-users-command.ts';
import { resetUserCommand } from './users/reset-user-command.ts';

/** `varve users`: for who has a shell on the machine, and needs no account. */
export function usersCommand(): Command {
  return new Command('users')
    .description('list and make users, reset their passwords, and let them in or not')
    .addCommand(listUsersCommand())
    .addCommand(addUserCommand())
    .addCommand(resetUserCommand())
    .addCommand(enableUserCommand({ enabled: false }))
    .addCommand(enableUserCommand({ enabled: true }));
}
