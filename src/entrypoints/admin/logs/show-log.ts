import type { StaffPageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { askForWhiteLabel } from '../page/choose-white-label.ts';
import { pagerOf } from '../page/form-input.ts';
import { whiteLabelField } from '../page/white-label-field.ts';
import type { LogPage, ShownCheck, ShownEntry } from './log-page.ts';

const DAY_MS = 86_400_000;

interface ShownLog {
  readonly items: readonly ShownEntry[];
  readonly nextCursor: string | null;
  readonly lastCheck: ShownCheck | null;
}

const NOTHING: ShownLog = { items: [], nextCursor: null, lastCheck: null };

/** @param owner - Empty is the bridge's own. */
export async function showLog(log: LogPage, call: StaffPageCall, operations: AdminOperations, owner: string) {
  const { list } = log.operationsOf(owner);
  const { brokerName: _owner, ...asked } = call.query;
  const params = owner === '' ? {} : { brokerName: owner };
  const attempt = await call.attempt(list, { params, query: { ...asked, ...wholeDays(asked) } });
  const isUnknown = attempt.kind === 'refused' && attempt.faults.length === 0;
  // Whoever looks for nothing of theirs is told so by the page for that.
  if (isUnknown) throw attempt.error;
  const shown = attempt.kind === 'done' ? (attempt.reply.body as unknown as ShownLog) : NOTHING;
  const faultOf = attempt.kind === 'done' ? () => undefined : attempt.faultOf;
  const own = new URLSearchParams({ brokerName: owner });
  const rows = shown.items.map((entry) => log.rowOf(entry, `${log.path}/entries/${entry.sequence}?${own}`));
  return call.show({
    ...{ view: 'logs/list', title: log.title, lead: log.lead, section: log.section },
    ...(attempt.kind === 'refused' ? { status: attempt.status } : {}),
    data: {
      owner,
      path: log.path,
      fault: attempt.kind === 'refused' ? `${attempt.message}.` : undefined,
      search: await searchOf(log, call, operations, owner, faultOf),
      table: {
        ...{ caption: log.title, columns: log.columns, rows, pager: pagerOf(call, shown.nextCursor) },
        empty: isNarrowed(asked)
          ? { title: 'No entry found', text: 'Try without one of the filters; names and ids are compared as a whole.' }
          : { title: 'Nothing is written here yet', text: 'Entries appear as soon as something happens.' },
      },
      exports: exportsOf(log, { ...asked, ...wholeDays(asked) }, owner),
      check: checkOf(shown.lastCheck),
      breakHref: breakHrefOf(log, shown.lastCheck, own),
    },
  });
}

/** For who reaches some white labels only, and has chosen none. */
export function askWhose(log: LogPage, call: StaffPageCall, { whiteLabels }: AdminOperations) {
  return askForWhiteLabel(call, {
    ...{ title: log.title, section: log.section, list: whiteLabels.listWhiteLabels },
    lead: 'Each white label has a log of its own. Whose do you want to see?',
    addressOf: (id) => `${log.path}?${new URLSearchParams({ brokerName: id })}`,
  });
}

type FaultOf = (field: string) => string | undefined;

async function searchOf(
  log: LogPage,
  call: StaffPageCall,
  { whiteLabels }: AdminOperations,
  owner: string,
  faultOf: FaultOf,
) {
  const seesBridge = log.isOfBridge && call.identity.member.reach.kind === 'everything';
  const bridge = seesBridge ? [{ value: '', label: 'The bridge as a whole' }] : [];
  const whose = { label: 'Whose log', value: owner, above: bridge };
  const field = (name: string, label: string, more: object) => ({
    ...{ name, label, value: call.query[name] ?? '', error: faultOf(name) },
    ...more,
  });
  return {
    ...{ action: log.path, target: 'entries', ...log.search, value: call.query[log.search.name] ?? '' },
    filters: [
      await whiteLabelField(call, whiteLabels.listWhiteLabels, whose),
      ...log.filters.map(([name, label, placeholder]) => field(name, label, { placeholder })),
      field('from', 'From (UTC)', { type: 'date' }),
      field('to', 'Until, with that day', { type: 'date' }),
    ],
  };
}

/** A person who says until when means that day too. */
function wholeDays({ to }: Readonly<Record<string, string>>) {
  const ms = to !== undefined && /^\d{4}-\d\d-\d\d$/.test(to) ? Date.parse(to) : Number.NaN;
  return Number.isNaN(ms) ? {} : { to: new Date(ms + DAY_MS).toISOString().slice(0, 10) };
}

function exportsOf(log: LogPage, { cursor: _place, limit: _many, ...query }: Record<string, string>, owner: string) {
  return (['csv', 'jsonl'] as const).map((format) => ({
    label: format === 'csv' ? 'Export as CSV' : 'Export as JSON Lines',
    href: `${log.path}/export?${new URLSearchParams({ ...query, brokerName: owner, format })}`,
  }));
}

/** One that is missing cannot be looked at. */
function breakHrefOf({ path }: LogPage, check: ShownCheck | null, own: URLSearchParams): string | undefined {
  const fault = check?.fault;
  return fault && fault.reason !== 'missing' ? `${path}/entries/${fault.sequence}?${own}` : undefined;
}

function isNarrowed({ cursor: _place, ...query }: Record<string, string>): boolean {
  return Object.values(query).some((value) => value !== '');
}

function checkOf(check: ShownCheck | null) {
  if (check === null) return null;
  const { at, entries, fault } = check;
  return { atMs: Date.parse(at), entries: entries.toLocaleString('en'), fault: fault?.message };
}
