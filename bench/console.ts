/**
 * `node bench/console.ts [--white-labels 1000] [--users 1000000] [--engine sqlite|postgres] [--write] [address …]`: what the
 * pages of the console cost the server, and how the databases go about the searches of staff. Without addresses it asks for
 * every section of the console, and for pages below them. With `--write` the tables go into README.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CONSOLE_SECTIONS } from '../src/entrypoints/admin/page/console-sections.ts';
import { STATISTICS_STEPS } from '../src/lib/statistics-counts.ts';
import { explain } from '../test/support/explain.ts';
import { explainedSearches } from '../test/support/explained-searches.ts';
import { fillingBroker } from '../test/support/fill-records.ts';
import { type ConsoleBridge, startConsoleBridge } from './console-bridge.ts';

const README = join(import.meta.dirname, 'README.md');
const PORT = 4140;
const WARM_UPS = 10;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'white-labels': { type: 'string', default: '1000' },
    users: { type: 'string', default: '1000000' },
    requests: { type: 'string', default: '100' },
    engine: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const brokers = Number(values['white-labels']);
const users = Number(values.users);
const requests = Number(values.requests);
const ONE = fillingBroker(77 % brokers);
const PAGES_BELOW = [
  '/admin?period=hour',
  '/admin?period=year',
  `/admin?period=day&brokerName=${ONE}`,
  '/admin/white-labels?q=label_9',
  `/admin/white-labels/${ONE}`,
  `/admin/white-labels/${ONE}/screens`,
  `/admin/white-labels/${ONE}/branding`,
  `/admin/white-labels/${ONE}/history`,
  '/admin/white-labels/import',
  '/admin/users?q=user-77',
  '/admin/users?q=becker',
  '/admin/users?q=zzz+zzz',
  `/admin/users/${ONE}/user-77`,
  '/admin/payments?state=unconfirmed',
  `/admin/payments?brokerName=${ONE}`,
  `/admin/audit?brokerName=${ONE}`,
  '/admin/account',
];
const addresses =
  positionals.length > 0 ? positionals : [...CONSOLE_SECTIONS.map(({ path }): string => path), ...PAGES_BELOW];
const engines = (['postgres', 'sqlite'] as const).filter(
  (name) => values.engine === undefined || values.engine === name,
);

interface Times {
  readonly p50: number;
  readonly p95: number;
}

const columns: Record<string, Map<string, string>> = {};
const plans: string[] = [];
for (const [index, engine] of engines.entries()) {
  const startedAt = performance.now();
  const bridge = await startConsoleBridge({ engine, port: PORT + index, brokers, users });
  process.stderr.write(`${engine} is filled after ${Math.round((performance.now() - startedAt) / 1000)} s\n`);
  try {
    const column = new Map<string, string>();
    for (const address of addresses) column.set(`GET ${address}`, await measurePage(bridge, address));
    for (const [what, ask] of Object.entries(questions(bridge))) column.set(what, shown(await timeEach(ask)));
    columns[engine] = column;
    plans.push(...(await plansOf(bridge)));
  } finally {
    await bridge.stop();
  }
}

const report = render();
process.stdout.write(report);
if (values.write) {
  const [head = '', tail = ''] = readFileSync(README, 'utf8').split(/<!-- console -->[\s\S]*<!-- end of console -->/);
  writeFileSync(README, `${head}<!-- console -->\n\n${report}\n<!-- end of console -->${tail}`);
}

/** One request after the other: what one member of staff waits for, the way there included. */
async function measurePage({ server, cookie }: ConsoleBridge, address: string): Promise<string> {
  let status = 200;
  const times = await timeEach(async () => {
    const answer = await fetch(server.url + address, { headers: { cookie }, redirect: 'manual' });
    await answer.arrayBuffer();
    status = answer.status;
  });
  return status === 200 ? shown(times) : `answered ${status}`;
}

/** What the pages ask the domain for, in this process. */
function questions({ app }: ConsoleBridge): Readonly<Record<string, () => Promise<unknown>>> {
  const { users: people, payments, statistics } = app;
  const { minute, day } = STATISTICS_STEPS;
  const some = Array.from({ length: Math.ceil(brokers / 10) }, (_, index) => fillingBroker(index));
  const one = fillingBroker(1);
  const search = (text: string, brokerNames: readonly string[] | null) => () =>
    people.search({ brokerNames, text, limit: 25 });
  const paid = (more: object) => () => payments.search({ brokerNames: null, limit: 25, ...more });
  const series = (brokerNames: readonly string[] | null, step: 'minute' | 'day', parts: number) => () => {
    const toMs = Date.now();
    return statistics.series({ brokerNames, step, fromMs: toMs - parts, toMs });
  };
  const totals = (brokerNames: readonly string[] | null, parts: number) => () =>
    statistics.totals({ brokerNames, fromMs: Date.now() - parts, toMs: Date.now() });
  return {
    'users: id': search('user-77', null),
    'users: platform’s id': search('10000077', null),
    'users: email address': search('ada.becker.77', null),
    'users: one letter': search('a', null),
    'users: name, nobody has it': search('zzz zzz', null),
    'users: last name, a tenth of the white labels': search('quinn', some),
    'users: name, one white label': search('hanna', [one]),
    'payments: newest': paid({}),
    'payments: unconfirmed': paid({ state: 'unconfirmed' }),
    'payments: newest, a tenth of the white labels': paid({ brokerNames: some }),
    'payments: unconfirmed, a tenth of the white labels': paid({ brokerNames: some, state: 'unconfirmed' }),
    'payments: reference': paid({ reference: 'ref-77' }),
    'series: a day by minute, all': series(null, 'minute', day),
    'series: a day by minute, one white label': series([one], 'minute', day),
    'series: a day by minute, a tenth of the white labels': series(some, 'minute', day),
    'series: a year by day, all': series(null, 'day', 365 * day),
    'series: a year by day, a tenth of the white labels': series(some, 'day', 365 * day),
    'totals: a day, all': totals(null, day - minute),
    'totals: a month, all': totals(null, 30 * day),
  };
}

async function timeEach(ask: () => Promise<unknown>): Promise<Times> {
  const times: number[] = [];
  for (let count = 0; count < WARM_UPS + requests; count += 1) {
    const startedAt = performance.now();
    await ask();
    if (count >= WARM_UPS) times.push(performance.now() - startedAt);
  }
  times.sort((left, right) => left - right);
  return { p50: times[Math.floor(requests * 0.5)] ?? 0, p95: times[Math.floor(requests * 0.95)] ?? 0 };
}

function shown({ p50, p95 }: Times): string {
  return `${p50.toFixed(1)} / ${p95.toFixed(1)}`;
}

async function plansOf({ records }: ConsoleBridge): Promise<string[]> {
  const lines: string[] = [];
  for (const [what, statement] of Object.entries(explainedSearches(records.engine, brokers))) {
    const plan = await explain(records, statement);
    lines.push(`-- ${records.engine}: ${what}`, ...plan.map((line) => `   ${line}`));
  }
  return lines;
}

function render(): string {
  const rows = [...new Set(Object.values(columns).flatMap((column) => [...column.keys()]))];
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${process.platform} ${process.arch}: ${brokers} white labels, ${users} users, ${users} payments.`,
    '',
    `| p50 / p95 ms | ${engines.join(' | ')} |`,
    `|---|${engines.map(() => '---|').join('')}`,
    ...rows.map((row) => `| ${[row, ...engines.map((engine) => columns[engine]?.get(row) ?? '–')].join(' | ')} |`),
    '',
    '<details><summary>How the databases go about the searches</summary>',
    '',
    '```',
    ...plans,
    '```',
    '',
    '</details>',
    '',
  ].join('\n');
}
