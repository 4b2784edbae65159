import type { AdminPage, PageCall, StaffPageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { whiteLabelField } from '../page/white-label-field.ts';
import { attentionRows } from './attention-table.ts';
import { amountsOf, chartsOf, countOf, numbersOf, type ShownStatistics, say } from './figures.ts';
import { PERIOD_CHOICES, readPeriod, refreshSecondsOf } from './periods.ts';

const OVERVIEW = '/admin';
const FIGURES = '/admin/overview/figures';

/** The first page, and the part of it that is kept up to date. */
export function overviewPages(operations: AdminOperations): AdminPage[] {
  return [
    {
      method: 'GET',
      // As it is typed as well as the other.
      path: `${OVERVIEW}/`,
      access: { kind: 'open', because: 'it only leads on' },
      handle: async (call: PageCall) => call.leadTo(OVERVIEW),
    },
    {
      method: 'GET',
      path: OVERVIEW,
      access: 'staff',
      async handle(call) {
        const [figures, filter, whiteLabels, attention] = await Promise.all([
          figuresOf(call, operations),
          filterOf(call, operations),
          whiteLabelsOf(call, operations),
          attentionOf(call, operations),
        ]);
        return call.show({
          view: 'overview/overview',
          title: 'Overview',
          section: 'overview',
          data: { ...figures, filter, whiteLabels, attention },
        });
      },
    },
    {
      method: 'GET',
      path: '/admin/overview/attention',
      access: 'staff',
      handle: async (call) =>
        call.show({
          view: 'overview/attention',
          title: 'What needs you',
          section: 'overview',
          data: { attention: await attentionOf(call, operations) },
        }),
    },
    {
      method: 'GET',
      path: FIGURES,
      access: 'staff',
      handle: async (call) =>
        call.show({
          view: 'overview/figures',
          title: 'Figures',
          section: 'overview',
          data: await figuresOf(call, operations),
        }),
    },
  ];
}

function chosenOf({ query }: StaffPageCall) {
  return { period: readPeriod(query.period), brokerName: query.brokerName ?? '' };
}

async function figuresOf(call: StaffPageCall, { overview }: AdminOperations) {
  const chosen = chosenOf(call);
  const attempt = await call.attempt(overview.getStatistics, { query: chosen });
  const isDone = attempt.kind === 'done';
  const statistics = isDone ? (attempt.reply.body as unknown as ShownStatistics) : undefined;
  return {
    // One may still be typing the name of a white label.
    fault: isDone ? undefined : `${attempt.message}.`,
    numbers: statistics && numbersOf(statistics),
    charts: statistics ? chartsOf(statistics) : [],
    refresh: {
      source: `${FIGURES}?${new URLSearchParams(chosen)}`,
      seconds: refreshSecondsOf(chosen.period),
    },
  };
}

async function attentionOf(call: StaffPageCall, { overview }: AdminOperations) {
  const isForLogs = call.viewer.can('audit:read');
  const [waiting, broken] = await Promise.all([
    call.run(overview.getAttention),
    isForLogs ? call.run(overview.listBrokenLogs) : { body: { items: [] } },
  ]);
  return attentionRows(itemsOf(waiting), itemsOf(broken));
}

function itemsOf<Item>({ body }: { readonly body?: object }): readonly Item[] {
  return (body as { readonly items: readonly Item[] }).items;
}

async function filterOf(call: StaffPageCall, { whiteLabels }: AdminOperations) {
  const { period, brokerName } = chosenOf(call);
  const all = { value: '', label: 'All in your reach' };
  return [
    { name: 'period', label: 'Time', type: 'select', options: PERIOD_CHOICES, value: period },
    await whiteLabelField(call, whiteLabels.listWhiteLabels, {
      ...{ label: 'White label', value: brokerName, above: [all] },
      entered: { placeholder: all.label, hint: 'Its exact name' },
    }),
  ];
}

interface ShownWhiteLabels {
  readonly items: readonly (ShownStatistics['total'] & {
    readonly id: string;
    readonly displayName: string;
    readonly status: string;
  })[];
  readonly whiteLabels: { readonly total: number; readonly disabled: number };
}

/** The busiest of the last day. */
async function whiteLabelsOf(call: StaffPageCall, { overview }: AdminOperations) {
  const { body } = await call.run(overview.getWhiteLabelFigures, { query: { period: 'day' } });
  const { items, whiteLabels } = body as unknown as ShownWhiteLabels;
  const { total, disabled } = whiteLabels;
  const rows = items.map((one) => [
    { text: one.displayName, href: `/admin/white-labels/${encodeURIComponent(one.id)}`, note: one.id },
    { badge: one.status },
    say(one.signIns),
    say(one.exchangesOneTime + one.exchangesAccess + one.exchangesApp),
    { text: say(countOf(one.deposits)), note: amountsOf(one.deposits) },
    say(one.serverErrors),
    one.p95Ms === null ? null : `${say(one.p95Ms)} ms`,
  ]);
  return { rows, total, disabled, canCreate: call.viewer.can('white-labels:create') };
}
