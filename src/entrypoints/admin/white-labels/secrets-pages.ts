import type { RouteReply } from '../../../http/route.ts';
import type { AdminPage, Attempt, StaffPageCall } from '../admin-page.ts';
import type { WhiteLabelOperations } from './operations.ts';
import { sentenceOf } from './show-settings-form.ts';
import { askedPages } from './switch-pages.ts';
import { addressOfWhiteLabel } from './tabs.ts';
import { findShown, showWhiteLabelPage } from './white-label-page.ts';

type Refused = Extract<Attempt, { kind: 'refused' }>;

interface ShownPassword {
  readonly id: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  /** Of a new one. */
  readonly password?: string;
}

/** Everything that is secret about a white label: what there is, never what it says. */
export function secretsPages(operations: WhiteLabelOperations): AdminPage[] {
  const path = '/admin/white-labels/:brokerName/secrets';
  const post = (at: string, handle: (call: StaffPageCall) => Promise<RouteReply>): AdminPage => ({
    ...{ method: 'POST', path: `${path}${at}`, access: 'staff' },
    handle,
  });
  return [
    { method: 'GET', path, access: 'staff', handle: (call) => showSecrets(call, operations) },
    post('/platform-password', (call) => rotate(call, operations)),
    post('/manager-password', (call) => setManagerPassword(call, operations)),
    post('/cashier-secret', (call) => renewCashierSecret(call, operations)),
    ...askedPages(operations, {
      ...{ at: '/secrets/platform-passwords/:passwordId/revoke', tab: 'secrets' },
      ...{ operation: operations.revokePlatformPassword, notice: 'platform-password-revoked' },
      title: 'Revoke a platform password',
      text: () =>
        'It works no more from now on, and every token that was bought with it is worth nothing. A platform that still uses it is refused until it has another one.',
      submit: 'Revoke it',
    }),
  ];
}

async function showSecrets(
  call: StaffPageCall,
  operations: WhiteLabelOperations,
  refused?: Refused,
): Promise<RouteReply> {
  const shown = await findShown(call, operations);
  const { body } = await call.run(operations.listPlatformPasswords, { params: { brokerName: shown.id } });
  const { items } = body as { readonly items: readonly ShownPassword[] };
  const address = addressOfWhiteLabel(shown.id, '/secrets');
  const faultOf = (...fields: readonly string[]) => {
    const reason = fields.map((field) => refused?.faultOf(field)).find((one) => one !== undefined);
    return reason === undefined ? undefined : sentenceOf(reason);
  };
  const faults = {
    overlapHours: faultOf('overlapHours'),
    managerPassword: faultOf('managerPassword', 'platform.managerPassword'),
  };
  const isBeside = Object.values(faults).some((fault) => fault !== undefined);
  return showWhiteLabelPage(call, shown, {
    ...{ tab: 'secrets', title: 'Secrets', view: 'white-labels/secrets', status: refused?.status ?? 200 },
    lead: 'Secrets are never shown again. A change here asks you to prove again that it is you.',
    data: {
      ...{ address, canChange: call.viewer.can('secrets:write'), revision: shown.revision },
      passwords: items.map((password) => toRow(password, address, call.viewer.can('secrets:write'))),
      cashier: shown.settings.payments.cashier.kind,
      endAt: addressOfWhiteLabel(shown.id, '/end-sessions'),
      overlap: call.form.overlapHours ?? '24',
      faults,
      message: isBeside ? undefined : refused?.message,
    },
  });
}

function toRow({ id, createdAt, expiresAt }: ShownPassword, address: string, canChange: boolean): unknown[] {
  const revoke = { label: 'Revoke', href: `${address}/platform-passwords/${id}/revoke`, isDanger: true };
  return [
    { badge: expiresAt === null ? 'current' : 'expiring' },
    { ms: Date.parse(createdAt) },
    expiresAt === null ? 'without end' : { ms: Date.parse(expiresAt) },
    ...(canChange ? [{ actions: [revoke] }] : []),
  ];
}

async function rotate(call: StaffPageCall, operations: WhiteLabelOperations): Promise<RouteReply> {
  const attempt = await call.attempt(operations.rotatePlatformPassword, {
    body: { overlapHours: call.form.overlapHours },
  });
  if (attempt.kind === 'refused') return showSecrets(call, operations, attempt);
  const { password = '' } = attempt.reply.body as ShownPassword;
  return showSecret(call, operations, { label: 'Platform password (call 4.1)', value: password });
}

async function setManagerPassword(call: StaffPageCall, operations: WhiteLabelOperations): Promise<RouteReply> {
  const { managerPassword = '' } = call.form;
  const attempt = await call.attempt(operations.updatePlatform, { body: { managerPassword } });
  if (attempt.kind === 'refused') return showSecrets(call, operations, attempt);
  return call.leadTo(addressOfWhiteLabel(call.params.brokerName ?? '', '/secrets'), 'saved');
}

/** The cashier stays as it is, but for its secret. */
async function renewCashierSecret(call: StaffPageCall, operations: WhiteLabelOperations): Promise<RouteReply> {
  const { settings } = await findShown(call, operations);
  const body = { ...settings.payments.cashier, newSecret: true };
  const attempt = await call.attempt(operations.setCashier, { body, revision: call.form.revision, isTyped: true });
  if (attempt.kind === 'refused') return showSecrets(call, operations, attempt);
  const { cashierSecret } = attempt.reply.body as { readonly cashierSecret: string };
  return showSecret(call, operations, { label: 'Secret of the cashier', value: cashierSecret });
}

async function showSecret(
  call: StaffPageCall,
  operations: WhiteLabelOperations,
  secret: { readonly label: string; readonly value: string },
): Promise<RouteReply> {
  const shown = await findShown(call, operations);
  const next = addressOfWhiteLabel(shown.id, '/secrets');
  const data = { title: secret.label, secrets: [secret], next };
  return showWhiteLabelPage(call, shown, { tab: 'secrets', title: 'New secret', view: 'white-labels/secret', data });
}
