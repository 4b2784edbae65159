import type { Attention, AttentionKind } from './find-attention.ts';

interface ShownBroken {
  readonly log: 'audit' | 'privacy-log';
  readonly brokerName: string | null;
  readonly check: { readonly fault: { readonly message: string } | null };
}

interface Words {
  readonly one: string;
  readonly many: string;
  readonly what: string;
  readonly tone: 'failed' | 'waiting';
  readonly href: (name: string | undefined) => string;
}

const of = (path: string, name: string | undefined) =>
  name === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams({ brokerName: name })}`;
const platformOf = (name: string | undefined) =>
  name === undefined ? '/admin/white-labels' : `/admin/white-labels/${encodeURIComponent(name)}/platform`;

const WORDS: Readonly<Record<AttentionKind, Words>> = {
  'payments-unconfirmed': {
    ...{ one: 'payment is unconfirmed', many: 'payments are unconfirmed', tone: 'failed' },
    what: 'The platform’s answer was lost. Look there whether the balance changed, and settle it.',
    href: (name) => of('/admin/payments?state=unconfirmed', name),
  },
  'payments-to-give-back': {
    ...{ one: 'deposit has to be given back by hand', many: 'deposits have to be given back by hand', tone: 'failed' },
    what: 'The cashier holds the money, and cannot be told. Give it back, then settle the payment.',
    href: (name) => of('/admin/payments?release=by_hand', name),
  },
  'platform-failing': {
    ...{ one: 'platform does not answer', many: 'platforms do not answer', tone: 'failed' },
    what: 'Calls fail since the last three at least. Test the connection.',
    href: platformOf,
  },
  'platform-password-unreadable': {
    ...{ one: 'manager’s password cannot be opened', many: 'managers’ passwords cannot be opened', tone: 'failed' },
    what: 'Put the key that sealed it back into ENCRYPTION_KEYS, or enter the password again.',
    href: platformOf,
  },
  'webhooks-failing': {
    ...{ one: 'webhook fails', many: 'webhooks fail', tone: 'failed' },
    what: 'Deliveries are tried again for three days. Look what the receiver answers.',
    href: (name) => of('/admin/webhooks', name),
  },
  'api-keys-ending': {
    ...{ one: 'API key ends within two weeks', many: 'API keys end within two weeks', tone: 'waiting' },
    what: 'Rotate it, or give it another end.',
    href: (name) => of('/admin/api-keys', name),
  },
  'kyc-waiting': {
    ...{ one: 'trader waits for a decision on documents', many: 'traders wait for a decision on documents' },
    ...{ tone: 'waiting', what: 'Look at the documents, and approve or refuse them.' },
    href: (name) => of('/admin/kyc', name),
  },
};

/** What the template shows of each. */
export function attentionRows(items: readonly Attention[], broken: readonly ShownBroken[]) {
  const rows = items.map(({ id, count, isMore, brokerNames }) => {
    const { one, many, what, tone, href } = WORDS[id];
    const [only] = brokerNames;
    return {
      tone,
      label: `${count}${isMore ? '+' : ''} ${count === 1 ? one : many}`,
      href: href(brokerNames.length === 1 ? only : undefined),
      what,
      where: brokerNames.join(', '),
    };
  });
  return [...broken.map(rowOfBroken), ...rows];
}

function rowOfBroken({ log, brokerName, check }: ShownBroken) {
  const kind = log === 'audit' ? 'change log' : 'privacy log';
  return {
    tone: 'broken',
    label: `The ${kind} of ${brokerName ?? 'the bridge'} is broken`,
    href: `/admin/${log}?${new URLSearchParams({ brokerName: brokerName ?? '' })}`,
    what: `${check.fault?.message ?? 'It is not as it was written'}.`,
    where: '',
  };
}
