import { momentOf } from '../page/form-input.ts';
import { type ShownEntry, type ShownUser, userPathOf } from './shown-user.ts';

export function accountTable({ accounts }: ShownUser) {
  return {
    caption: 'Trading accounts',
    columns: [{ label: 'Account' }, { label: 'Currency' }, { label: 'Kind' }, { label: 'Link' }, { label: 'Opened' }],
    rows: accounts.map(({ login, environment, currency, isLinked, createdAt }) => [
      { text: String(login) },
      currency,
      environment === 'live' ? 'Live' : 'Demo',
      { badge: isLinked ? 'linked' : 'waiting', label: isLinked ? 'Linked' : 'Not linked yet' },
      momentOf(createdAt),
    ]),
    empty: { title: 'No trading account yet', text: 'It is opened when the trader signs in or asks for one.' },
  };
}

const HOLDERS = { browser: 'a browser', platform: 'the platform', app: 'apps' } as const;
const METHODS: Readonly<Record<string, string>> = {
  password: 'Password',
  'one-time-token': 'One-time token',
  session: 'Another session',
};

/** @param canEnd - Whether who looks may end one. */
export function sessionTable(user: ShownUser, canEnd: boolean) {
  const address = userPathOf(user.brokerName, user.id);
  return {
    caption: 'Sessions',
    columns: [
      { label: 'Signed in' },
      { label: 'By' },
      { label: 'From' },
      { label: 'Held by' },
      ...(canEnd ? [{ label: 'What to do', isLabelHidden: true, align: 'end' }] : []),
    ],
    rows: user.sessions.map(({ id, signedInAt, method, address: from, holders, clientIds }) => [
      momentOf(signedInAt),
      method === null ? null : (METHODS[method] ?? method),
      from,
      {
        text: holders.map((holder) => HOLDERS[holder]).join(', '),
        ...(clientIds.length === 0 ? {} : { note: clientIds.join(', ') }),
      },
      ...(canEnd
        ? [{ actions: [{ label: 'End', href: `${address}/sessions/${encodeURIComponent(id)}/end`, isDanger: true }] }]
        : []),
    ]),
    empty: { title: 'Not signed in anywhere', text: 'Sessions in browsers, of apps and at the platform stand here.' },
  };
}

export function agreementTable({ agreements: { signed, outstanding } }: ShownUser) {
  return {
    caption: 'Agreements',
    columns: [{ label: 'Agreement' }, { label: 'Version' }, { label: 'Status' }, { label: 'Signed' }],
    rows: [
      ...outstanding.map(({ id, version, title }) => [
        { text: title, note: id },
        version,
        { badge: 'outstanding' },
        null,
      ]),
      ...signed.map(({ id, version, language, signedAt }) => [
        { text: id, note: `in ${language}` },
        version,
        { badge: 'signed' },
        momentOf(signedAt),
      ]),
    ],
    empty: { title: 'No agreements', text: 'This trader signed none, and none is demanded now.' },
  };
}

export function auditTable(entries: readonly ShownEntry[]) {
  return {
    caption: 'What staff did',
    columns: [{ label: 'When' }, { label: 'Who' }, { label: 'What' }, { label: 'Changed' }, { label: 'Reason' }],
    rows: entries.map(({ at, actor, action, changes, reason, address }) => [
      { ms: Date.parse(at), withSeconds: true },
      { text: actor, ...(address === null ? {} : { note: address }) },
      { code: action },
      changes.map(({ field, before, after }) => `${field}: ${wordOf(before)} → ${wordOf(after)}`).join('; '),
      reason,
    ]),
    empty: { title: 'Nothing yet', text: 'Changes by staff, and looks at this trader alone, stand here.' },
  };
}

function wordOf(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
