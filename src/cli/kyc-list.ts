import { type Command, InvalidArgumentError, Option } from 'commander';
import type { KycCase, KycState } from '../domain/kyc/kyc-case.ts';
import type { KycCaseQuery } from '../domain/kyc/kyc-store.ts';
import { caseOutput } from './kyc-output.ts';
import { print, table } from './print.ts';
import { withApp } from './with-app.ts';

const STATES: readonly KycState[] = ['in_review', 'approved', 'refused'];
const PAGE_SIZE = 100;

interface ListOptions {
  readonly state?: KycState;
  readonly cursor?: KycCaseQuery['after'];
  readonly json?: boolean;
}

export function registerKycList(kyc: Command): void {
  kyc
    .command('list')
    .description('List the cases of a broker, the oldest submission first.')
    .argument('<brokerName>')
    .addOption(new Option('--state <state>', 'only those that stand there').choices(STATES))
    .option('--cursor <cursor>', 'go on where the list before ended', parseCursor)
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, options: ListOptions) => {
      const cases = await withApp(async (app) => {
        await app.start();
        const query = { state: options.state, after: options.cursor, limit: PAGE_SIZE };
        return app.kyc.list(app.brokers.get(brokerName), query);
      });
      const items = cases.map(caseOutput);
      const rows = items.map((item) => [item.id, item.state, String(item.submission), item.submittedAt]);
      const last = cases.length === PAGE_SIZE ? cases.at(-1) : undefined;
      const nextCursor = last ? cursorOf(last) : null;
      const more = nextCursor === null ? '' : `\nMore: --cursor ${nextCursor}`;
      const text = table(['USER', 'STATE', 'SUBMISSION', 'HANDED IN'], rows) + more;
      print({ items, nextCursor }, options, text);
    });
}

function cursorOf({ submittedAtMs, userId }: KycCase): string {
  return `${submittedAtMs}.${userId}`;
}

function parseCursor(text: string): KycCaseQuery['after'] {
  const [, submittedAtMs, userId] = /^(\d{1,15})\.(.+)$/.exec(text) ?? [];
  if (userId === undefined) throw new InvalidArgumentError('It is not one that `kyc list` gave.');
  return { submittedAtMs: Number(submittedAtMs), userId };
}
