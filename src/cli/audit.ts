import type { Command } from 'commander';
import { registerAuditExport } from './audit-export.ts';
import { registerAuditVerify } from './audit-verify.ts';

export function registerAudit(program: Command): void {
  const audit = program
    .command('audit')
    .description('Look at the logs of who read personal data and who changed what; needs no right to write.');
  registerAuditVerify(audit);
  registerAuditExport(audit);
}
