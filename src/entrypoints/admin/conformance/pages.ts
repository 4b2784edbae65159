import type { RouteReply } from '../../../http/route.ts';
import type { AdminPage, Attempt, StaffPageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { sentenceOf } from '../white-labels/show-settings-form.ts';
import { addressOfWhiteLabel } from '../white-labels/tabs.ts';
import { findShown, showWhiteLabelPage } from '../white-labels/white-label-page.ts';
import type { ConformanceRun, PlayedCase } from './conformance-runs.ts';

type ShownRun = Omit<ConformanceRun, 'startedAtMs' | 'endedAtMs'> & {
  readonly startedAt: string;
  readonly endedAt: string | null;
};
type Refused = Extract<Attempt, { kind: 'refused' }>;

const SCOPES = [
  { value: '', label: 'All: calls, and screens in a browser' },
  { value: '6.1', label: 'The platform’s calls (6.1)' },
  { value: '6.2', label: 'How the screens look (6.2)' },
  { value: '6.3', label: 'What traders do (6.3)' },
];

/** The vendor's tests: of which white label, a run of it, and what it found. */
export function conformancePages(operations: AdminOperations): AdminPage[] {
  const path = '/admin/white-labels/:brokerName/conformance';
  return [
    {
      method: 'GET',
      path: '/admin/conformance',
      access: 'staff',
      handle: (call) => chooseWhiteLabel(call, operations),
    },
    { method: 'GET', path, access: 'staff', handle: (call) => showRuns(call, operations) },
    { method: 'POST', path, access: 'staff', handle: (call) => startRun(call, operations) },
    { method: 'GET', path: `${path}/:runId`, access: 'staff', handle: (call) => showOne(call, operations) },
  ];
}

interface Listed {
  readonly items: readonly { readonly id: string; readonly displayName: string }[];
  readonly total: number;
}

async function chooseWhiteLabel(call: StaffPageCall, { whiteLabels }: AdminOperations): Promise<RouteReply> {
  const { q = '' } = call.query;
  const found = (await call.run(whiteLabels.listWhiteLabels, { query: { q, limit: '25' } })).body as Listed;
  const rows = found.items.map(({ id, displayName }) => [
    { text: displayName, href: addressOfWhiteLabel(id, '/conformance') },
    { code: id },
  ]);
  return call.show({
    ...{ view: 'conformance/choose', title: 'Conformance', section: 'conformance' },
    lead: 'Plays the platform vendor’s tests against this bridge, so that you know the result beforehand.',
    data: { q, rows, total: found.total },
  });
}

async function showRuns(call: StaffPageCall, operations: AdminOperations, refused?: Refused): Promise<RouteReply> {
  const shown = await findShown(call, operations.whiteLabels);
  const { brokerName } = call.params;
  const { body } = await call.run(operations.conformance.listConformanceRuns, { params: { brokerName } });
  const address = addressOfWhiteLabel(shown.id, '/conformance');
  const { only = '', email = '' } = call.form;
  const faultOf = (field: string) => {
    const reason = refused?.faultOf(field);
    return reason === undefined ? undefined : sentenceOf(reason);
  };
  return showWhiteLabelPage(call, shown, {
    ...{ tab: 'conformance', title: 'Conformance', view: 'conformance/runs', status: refused?.status ?? 200 },
    lead: 'The vendor’s tests, played against this bridge. A run takes about two minutes, and goes on when you leave.',
    data: {
      address,
      fields: [
        { name: 'only', label: 'Which tests', type: 'select', options: SCOPES, value: only, isOptionalHidden: true },
        {
          ...{ name: 'email', label: 'Email of a trader', type: 'email', value: email, error: faultOf('trader.email') },
          hint: 'Left empty, a trader conform-…@example.com is signed up, and stays.',
        },
        {
          ...{ name: 'password', label: 'Password of that trader', type: 'password', autocomplete: 'off' },
          error: faultOf('trader.password'),
        },
      ],
      error: refused && refused.faults.length === 0 ? refused.message : undefined,
      rows: (body as { readonly items: readonly ShownRun[] }).items.map((run) => toRow(run, address)),
    },
  });
}

function toRow(run: ShownRun, address: string): unknown[] {
  return [
    { ms: Date.parse(run.startedAt) },
    { badge: run.state },
    run.only === null ? 'all' : run.only.join(', '),
    `${countOf(run.cases, 'passed')} passed, ${countOf(run.cases, 'failed')} failed, ${countOf(run.cases, 'skipped')} skipped`,
    run.startedBy,
    { actions: [{ label: 'Look at it', href: `${address}/${run.id}` }] },
  ];
}

function countOf(cases: readonly PlayedCase[], result: PlayedCase['result']): number {
  return cases.filter((one) => one.result === result).length;
}

async function startRun(call: StaffPageCall, operations: AdminOperations): Promise<RouteReply> {
  const { only = '', email = '', password = '' } = call.form;
  const body = {
    ...(only === '' ? {} : { only: [only] }),
    ...(email === '' && password === '' ? {} : { trader: { email, password } }),
  };
  const attempt = await call.attempt(operations.conformance.startConformance, { body, isTyped: true });
  if (attempt.kind === 'refused') return showRuns(call, operations, attempt);
  const { id } = attempt.reply.body as ShownRun;
  const address = addressOfWhiteLabel(call.params.brokerName ?? '', `/conformance/${id}`);
  return call.leadTo(address, 'conformance-started');
}

/** A run that goes on is looked at again every two seconds. */
async function showOne(call: StaffPageCall, operations: AdminOperations): Promise<RouteReply> {
  const shown = await findShown(call, operations.whiteLabels);
  const run = (await call.run(operations.conformance.getConformanceRun)).body as ShownRun;
  const address = addressOfWhiteLabel(shown.id, '/conformance');
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { result } of run.cases) counts[result] += 1;
  return showWhiteLabelPage(call, shown, {
    ...{ tab: 'conformance', title: 'Conformance run', view: 'conformance/run' },
    data: {
      run: { ...run, startedAtMs: Date.parse(run.startedAt) },
      counts,
      self: `${address}/${run.id}`,
      all: address,
    },
  });
}
