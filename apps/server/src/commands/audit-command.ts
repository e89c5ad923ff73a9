import { join } from 'node:path';
import { Command } from 'commander';
import type { LogVerdict } from '../features/audit/index.ts';
import { databaseOptions, type DatabaseOptions } from './options/database-options.ts';
import { jsonOption, type JsonOption } from './options/json-option.ts';
import { print } from './options/print.ts';
import { withDatabase } from './options/with-database.ts';

interface VerifyCommandOptions extends DatabaseOptions, JsonOption {
  readonly tenant?: string;
  readonly heads?: string;
}

/** `varve audit verify` */
export function auditCommand(): Command {
  return new Command('audit').description('prove the audit log').addCommand(verifyCommand());
}

function verifyCommand(): Command {
  const command = new Command('verify')
    .description(
      'compare the audit log with its seals, and these with the heads that were written outside of the database; exits 1 where they do not match, and says where',
    )
    .option('--tenant <name>', 'the log of this tenant (default: of all)')
    .option('--heads <file>', 'heads to compare with (default: audit-heads.log in the directory)');
  return jsonOption(databaseOptions(command), '{ tenants }').action(
    async ({ database, directory, json, tenant, heads }: VerifyCommandOptions) => {
      const { HEADS_FILE, verifyAudit } = await import('../features/audit/index.ts');
      const tenants = await withDatabase(database, directory, (connectionString) =>
        verifyAudit({
          database: connectionString,
          tenant,
          heads: heads ?? join(directory, HEADS_FILE),
          needsHeads: heads !== undefined,
        }),
      );
      print(json, { tenants }, tenants.map(verdictLine).join('\n'));
      if (tenants.some(({ problem }) => problem !== null)) process.exitCode = 1;
    },
  );
}

function verdictLine(verdict: LogVerdict): string {
  const { tenant, sealCount, sealedRowCount, unsealedRowCount, headCount, problem } = verdict;
  const counts = `${sealedRowCount} rows in ${sealCount} seals, ${unsealedRowCount} not sealed yet, ${headCount} heads`;
  return `${tenant}: ${problem === null ? 'matches' : `DOES NOT MATCH: ${problem.message}`} (${counts})`;
}
