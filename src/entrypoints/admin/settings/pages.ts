import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { momentOf, pagerOf } from '../page/form-input.ts';
import { backlogFacts, type ShownBacklogs } from './backlog-facts.ts';
import { durationText } from './duration-text.ts';
import type { DescribedSetting, DescribedStore, ProcessDescription } from './process-description.ts';

interface ShownProcess extends Pick<ProcessDescription, 'version' | 'nodeVersion' | 'mode' | 'encryptionKeys'> {
  readonly startedAt: string;
  readonly uptimeSeconds: number;
  readonly settings: readonly DescribedSetting[];
}

interface ShownHealth {
  readonly records: DescribedStore;
  readonly expiring: DescribedStore;
  readonly migrations: readonly { readonly id: string; readonly appliedAt: string | null }[];
}

interface ShownWhiteLabel {
  readonly id: string;
  readonly platform: { readonly lastOkAt: string | null; readonly failures: number };
  readonly managerPassword: string;
  readonly signingKeys: readonly { readonly algorithm: string; readonly state: string; readonly sealed: string }[];
}

/** Settings and health on one page: what is set, and whether it works. */
export function settingsPages(operations: AdminOperations): AdminPage[] {
  return [
    {
      method: 'GET',
      path: '/admin/settings',
      access: 'staff',
      handle: (call) => show(call, operations),
    },
  ];
}

async function show(call: StaffPageCall, { settings }: AdminOperations) {
  const [processReply, healthReply, backlogReply, labelsReply] = await Promise.all([
    call.run(settings.getSettings),
    call.run(settings.getHealth),
    call.run(settings.getBacklogs),
    call.run(settings.listWhiteLabelHealth, { query: call.query }),
  ]);
  const shown = processReply.body as unknown as ShownProcess;
  const health = healthReply.body as unknown as ShownHealth;
  const { items, nextCursor } = labelsReply.body as unknown as { items: ShownWhiteLabel[]; nextCursor: string | null };
  return call.show({
    view: 'settings/settings',
    title: 'Settings and health',
    lead: 'Settings come from the environment of each process, and change with its next start.',
    section: 'settings',
    data: {
      process: processFacts(shown),
      stores: storeFacts(health),
      backlogs: backlogFacts(backlogReply.body as unknown as ShownBacklogs),
      whiteLabels: { rows: items.map(labelRow), pager: pagerOf(call, nextCursor) },
      settings: shown.settings.map(settingRow),
      migrations: health.migrations.map(({ id, appliedAt }) => [{ code: id }, momentOf(appliedAt, 'not yet')]),
    },
  });
}

function processFacts({ version, nodeVersion, mode, startedAt, uptimeSeconds, encryptionKeys }: ShownProcess) {
  const keys = encryptionKeys.map(({ id, isCurrent }) => (isCurrent ? `${id} (seals)` : `${id} (opens)`));
  return [
    { term: 'Version', value: version, note: `Node ${nodeVersion}` },
    { term: 'Mode', value: { badge: mode } },
    { term: 'Started', value: momentOf(startedAt), note: `up for ${durationText(uptimeSeconds)}` },
    { term: 'Encryption keys', value: keys.join(', ') },
  ];
}

function storeFacts({ records, expiring, migrations }: ShownHealth) {
  const factOf = (term: string, { engine, answers }: DescribedStore) => ({
    ...{ term, value: { badge: answers ? 'healthy' : 'unreachable' } },
    note: ENGINES[engine] ?? engine,
  });
  const waiting = migrations.filter(({ appliedAt }) => appliedAt === null).length;
  return [
    factOf('Records', records),
    factOf('What expires', expiring),
    {
      term: 'Tables',
      value: { badge: waiting === 0 ? 'ok' : 'waiting', label: waiting === 0 ? 'Up to date' : 'Behind' },
      note: `${migrations.length - waiting} of ${migrations.length} migrations`,
    },
  ];
}

const ENGINES: Readonly<Record<string, string>> = { sqlite: 'SQLite', postgres: 'PostgreSQL', redis: 'Redis' };

function labelRow({ id, platform, managerPassword, signingKeys }: ShownWhiteLabel) {
  const states = signingKeys
    .filter(({ state }) => state !== 'retired')
    .map(({ algorithm, state }) => `${algorithm} ${state}`);
  const isUnreadable = signingKeys.some(({ sealed }) => sealed === 'unreadable');
  return [
    { text: id, href: `/admin/white-labels/${encodeURIComponent(id)}/platform` },
    platformValue(platform),
    { badge: SEALS[managerPassword]?.[0] ?? 'error', label: SEALS[managerPassword]?.[1] ?? managerPassword },
    isUnreadable ? { badge: 'error', label: 'Cannot be opened' } : states.join(', '),
  ];
}

const SEALS: Readonly<Record<string, readonly [status: string, label: string]>> = {
  'current-key': ['ok', 'Current key'],
  'older-key': ['warning', 'Older key'],
  unreadable: ['error', 'Cannot be opened'],
};

function platformValue({ lastOkAt, failures }: ShownWhiteLabel['platform']) {
  if (failures > 0) return { badge: failures < 3 ? 'warning' : 'unreachable', label: `${failures} calls failed` };
  return lastOkAt === null ? { text: 'Not called yet' } : { badge: 'healthy', label: 'Answers' };
}

function settingRow({ variable, value, isSecret, source, sentence }: DescribedSetting) {
  return [
    { text: variable, note: sentence.replaceAll('`', '') },
    isSecret ? { text: source === 'environment' ? 'set, not shown' : 'not set' } : value,
    { badge: source, label: source === 'environment' ? 'Environment' : 'Default' },
  ];
}
