import type { AdminOperation } from '../admin-operation.ts';
import type { StaffPageCall } from '../admin-page.ts';
import type { LogOperations } from './operations.ts';

/** What the pages of a log differ in. */
export interface LogPage {
  readonly section: 'audit' | 'privacy-log';
  readonly path: string;
  readonly title: string;
  readonly lead: string;
  /** Whether the bridge as a whole has such a log too. */
  readonly isOfBridge: boolean;
  readonly search: { readonly name: string; readonly label: string; readonly hint: string };
  /** Names and labels of the filters beside. */
  readonly filters: readonly (readonly [name: string, label: string, placeholder: string])[];
  readonly columns: readonly object[];
  readonly rowOf: (entry: ShownEntry, href: string) => readonly unknown[];
  /** What stands on the page of one entry. */
  readonly describe: (entry: ShownEntry) => { readonly title: string; readonly facts: readonly object[] };
  readonly operationsOf: (owner: string) => Readonly<Record<'list' | 'get' | 'export' | 'verify', AdminOperation>>;
}

/** An entry as the operations answer it. */
export type ShownEntry = Readonly<Record<string, unknown>> & {
  readonly sequence: number;
  readonly at: string;
  readonly hash: string;
  readonly previousHash: string;
};

export interface ShownCheck {
  readonly at: string;
  readonly entries: number;
  readonly fault: { readonly sequence: number; readonly reason: string; readonly message: string } | null;
}

interface ShownActor {
  readonly kind: string;
  readonly id: string;
  readonly email: string | null;
}

interface ShownChange {
  readonly field: string;
}

/** Empty is the bridge's own. */
export function ownerOf({ query, identity }: StaffPageCall, { isOfBridge }: Pick<LogPage, 'isOfBridge'>) {
  const { brokerName } = query;
  if (brokerName !== undefined && brokerName !== '') return brokerName;
  return isOfBridge && identity.member.reach.kind === 'everything' ? '' : null;
}

export function auditLogPage(logs: LogOperations): LogPage {
  return {
    ...{ section: 'audit', path: '/admin/audit', title: 'Audit log', isOfBridge: true },
    lead: 'Who changed what, when, and from where. Each entry carries the hash of the one before.',
    search: { name: 'actor', label: 'Who did it', hint: 'An email address, an id or an account' },
    filters: [
      ['action', 'Action', 'white-label.update'],
      ['target', 'Id of the target', ''],
    ],
    columns: [
      { label: 'When' },
      { label: 'Who, and from where' },
      { label: 'Action' },
      { label: 'Of what' },
      { label: 'What changed' },
    ],
    rowOf(entry, href) {
      const { type, id } = entry.target as { type: string; id: string };
      return [
        { text: momentText(entry.at), href, note: `No. ${entry.sequence}` },
        { note: entry.address, ...actorText(entry.actor as ShownActor) },
        { code: entry.action },
        { text: id, note: type },
        changedText(entry.changes as ShownChange[]),
      ];
    },
    describe(entry) {
      const { type, id } = entry.target as { type: string; id: string };
      return {
        title: String(entry.action),
        facts: [
          { term: 'When', value: { ms: Date.parse(entry.at), withSeconds: true } },
          { term: 'Who', value: actorText(entry.actor as ShownActor) },
          { term: 'From', value: entry.address },
          { term: 'Of what', value: { text: id, note: type } },
          { term: 'Why', value: entry.reason },
          { term: 'Request', value: entry.requestId === null ? null : { code: entry.requestId } },
        ],
      };
    },
    operationsOf: (owner) =>
      owner === ''
        ? {
            list: logs.listBridgeAudit,
            get: logs.getBridgeAuditEntry,
            export: logs.exportBridgeAudit,
            verify: logs.verifyBridgeAudit,
          }
        : { list: logs.listAudit, get: logs.getAuditEntry, export: logs.exportAudit, verify: logs.verifyAudit },
  };
}

export function privacyLogPage(logs: LogOperations): LogPage {
  const { listPrivacy: list, getPrivacyEntry: get, exportPrivacy, verifyPrivacy: verify } = logs;
  return {
    ...{ section: 'privacy-log', path: '/admin/privacy-log', title: 'Privacy log', isOfBridge: false },
    lead: 'Who looked at which person’s data, when, and why. What the data said is not kept here.',
    search: { name: 'person', label: 'Whose data', hint: 'Our id of the user' },
    filters: [
      ['principal', 'Who asked', 'console-kim@example.com'],
      ['operation', 'Operation', 'getUser'],
    ],
    columns: [{ label: 'When' }, { label: 'Who, and why' }, { label: 'Whose data' }, { label: 'What' }],
    rowOf: (entry, href) => [
      { text: momentText(entry.at), href, note: `No. ${entry.sequence}` },
      { text: entry.principal, note: entry.justification },
      { code: entry.personId },
      { text: entry.operation, note: entry.resource },
    ],
    describe: (entry) => ({
      title: `${entry.operation} of ${entry.personId}`,
      facts: [
        { term: 'When', value: { ms: Date.parse(entry.at), withSeconds: true } },
        { term: 'Who', value: entry.principal },
        { term: 'With the key', value: { code: entry.apiKeyId } },
        { term: 'Why', value: entry.justification },
        { term: 'Whose data', value: { code: entry.personId } },
        { term: 'What', value: { text: entry.operation, note: entry.resource } },
        { term: 'Fields', value: (entry.fields as string[]).join(', ') },
        { term: 'Request', value: { code: entry.requestId } },
      ],
    }),
    operationsOf: () => ({ list, get, export: exportPrivacy, verify }),
  };
}

function actorText({ kind, id, email }: ShownActor) {
  if (kind === 'staff') return { text: email ?? id };
  return kind === 'bridge' ? { text: 'The bridge' } : { text: id, note: 'on the command line' };
}

/** Names of the first few. */
function changedText(changes: readonly ShownChange[]): string {
  const names = changes.slice(0, 3).map(({ field }) => field || 'all');
  return [...names, ...(changes.length > 3 ? [`${changes.length - 3} more`] : [])].join(', ');
}

function momentText(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
}
