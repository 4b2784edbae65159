import type { StaffPage, StaffPageCall } from '../admin-page.ts';
import { momentOf } from '../page/form-input.ts';
import { dialogOf } from '../page/question-pages.ts';
import { rowOfPayment } from '../payments/payment-rows.ts';
import type { UserOperations } from './operations.ts';
import { nameOf, type ShownEntry, type ShownUser, userPathOf } from './shown-user.ts';
import { questionsOf, type UserStep } from './user-questions.ts';
import { accountTable, agreementTable, auditTable, sessionTable } from './user-tables.ts';

/** One trader, with all that is known of them. */
export function userPage(operations: UserOperations): StaffPage {
  return {
    method: 'GET',
    path: '/admin/users/:brokerName/:userId',
    access: 'staff',
    async handle(call) {
      const user = (await call.run(operations.get)).body as ShownUser;
      const mayChange = call.viewer.can('users:write');
      return call.show({
        view: 'users/one',
        title: nameOf(user),
        lead: `Trader of ${user.brokerName}.`,
        section: 'users',
        crumbs: [{ label: 'Users', href: '/admin/users' }],
        data: {
          isDisabled: !user.enabled,
          profile: { title: 'Profile', facts: profileOf(user) },
          state: { title: 'State', facts: stateOf(user) },
          dialogs: mayChange ? dialogsOf(user) : [],
          accounts: accountTable(user),
          sessions: sessionTable(user, mayChange),
          agreements: agreementTable(user),
          payments: paymentTable(user),
          allPayments: `/admin/payments?${new URLSearchParams({ brokerName: user.brokerName, userId: user.id })}`,
          logs: call.viewer.can('audit:read') ? logAddressesOf(user) : undefined,
          audit: call.viewer.can('audit:read') ? auditTable(await entriesOf(call, operations)) : undefined,
        },
      });
    },
  };
}

async function entriesOf(call: StaffPageCall, { listAudit }: UserOperations): Promise<readonly ShownEntry[]> {
  const { body } = await call.run(listAudit);
  return (body as { readonly items: readonly ShownEntry[] }).items;
}

function logAddressesOf({ brokerName, id }: ShownUser) {
  return {
    audit: `/admin/audit?${new URLSearchParams({ brokerName, target: id })}`,
    privacy: `/admin/privacy-log?${new URLSearchParams({ brokerName, person: id })}`,
  };
}

function profileOf(user: ShownUser) {
  return [
    { term: 'Email address', value: { secret: user.email } },
    { term: 'First name', value: user.firstName },
    { term: 'Last name', value: user.lastName },
    { term: 'Language', value: user.preferredLanguage },
    { term: 'Our id', value: { secret: user.id } },
    platformUserOf(user),
    { term: 'Brought by', value: user.partnerId, note: user.partnerId === null ? undefined : 'The id of the partner' },
  ];
}

function platformUserOf({ platformUserId }: ShownUser) {
  const term = 'The platform’s user';
  if (platformUserId === null) return { term, value: 'Not linked yet', note: 'It is made when it is first needed.' };
  return { term, value: { secret: String(platformUserId) } };
}

function stateOf({ enabled, disabledAt, sessionsEndedAt, createdAt, updatedAt, kyc, brokerName, id }: ShownUser) {
  const kycState = kyc === null ? 'Nothing handed in' : kyc.state.replace('_', ' ');
  return [
    {
      term: 'Status',
      value: { badge: enabled ? 'active' : 'blocked', label: enabled ? 'Active' : 'Disabled' },
    },
    ...(disabledAt === null ? [] : [{ term: 'Disabled since', value: momentOf(disabledAt) }]),
    {
      term: 'KYC',
      value:
        kyc === null
          ? kycState
          : {
              text: `${kycState.charAt(0).toUpperCase()}${kycState.slice(1)}`,
              href: `/admin/kyc/${encodeURIComponent(brokerName)}/${id}`,
            },
    },
    // Only what switching off does is written down with the trader; what staff ended otherwise stands in the log.
    ...(sessionsEndedAt === null ? [] : [{ term: 'Sessions ended by disabling', value: momentOf(sessionsEndedAt) }]),
    { term: 'Signed up', value: momentOf(createdAt) },
    { term: 'Last changed', value: momentOf(updatedAt) },
  ];
}

const OPENERS: Readonly<Record<UserStep, string>> = {
  disable: 'Disable',
  enable: 'Enable',
  'end-sessions': 'End all sessions',
  'send-password-reset': 'Send a reset letter',
};

function dialogsOf(user: ShownUser) {
  const questions = questionsOf(user);
  const steps: UserStep[] = user.enabled ? ['send-password-reset', 'end-sessions', 'disable'] : ['enable'];
  return steps.map((step) => ({
    ...dialogOf(step, `${userPathOf(user.brokerName, user.id)}/${step}`, OPENERS[step], questions[step]),
    isQuiet: step === 'send-password-reset' || step === 'enable',
  }));
}

function paymentTable({ payments }: ShownUser) {
  return {
    caption: 'Latest payments',
    columns: [
      { label: 'Payment' },
      { label: 'Amount', align: 'end' },
      { label: 'Account' },
      { label: 'State' },
      { label: 'Made' },
    ],
    rows: payments.map((payment) => rowOfPayment(payment, false)),
    empty: { title: 'No payments yet', text: 'Deposits and withdrawals of this trader would stand here.' },
  };
}
