import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import { OVERLAPS } from '../oidc-clients/client-questions.ts';
import {
  differencesOf,
  type FaultOf,
  type FormValues,
  faultsOf,
  messageAbove,
  momentOf,
  noFaults,
  revisionOf,
} from '../page/form-input.ts';
import { dialogOf, type Question, questionPages } from '../page/question-pages.ts';
import { KEY_FIELDS, KEY_LABELS, keyGroups, keyOfForm, valuesOfKey } from './key-form.ts';
import { KEY_CRUMBS, type KeyHomePages } from './key-home.ts';
import { keyPathOf } from './list-page.ts';
import { type IssuedKey, showIssued } from './new-key-pages.ts';
import type { ShownApiKey } from './show-api-key.ts';

const section = 'api-keys';

/** One key: what it may do, its rotation and its end. */
export function keyPages(home: KeyHomePages): AdminPage[] {
  const path = `${home.base}/keys/:keyId`;
  const askFor = (step: 'rotate' | 'revoke') => async (call: StaffPageCall) =>
    questionsOf((await home.get(call)).body as ShownApiKey)[step];
  const back = (call: StaffPageCall) => `${home.pathOf(home.nameOf(call))}/keys/${call.params.keyId}`;
  return [
    { method: 'GET', path, access: 'staff', handle: (call) => show(home, call, {}) },
    {
      method: 'POST',
      path,
      access: 'staff',
      async handle(call) {
        const input = home.inputOf(call, keyOfForm(call.form, false));
        const attempt = await call.attempt(home.change, { ...input, revision: call.form.revision, isTyped: true });
        if (attempt.kind === 'done') {
          return call.leadTo(back(call), attempt.reply.changed?.length === 0 ? 'nothing-changed' : 'saved');
        }
        const isOvertaken = attempt.error.code === 'precondition_failed';
        const error = isOvertaken ? undefined : messageAbove(attempt, KEY_FIELDS);
        const again = { values: call.form, faultOf: faultsOf(attempt), error, isOvertaken, status: attempt.status };
        return show(home, call, again);
      },
    },
    ...questionPages({
      ...{ path: `${path}/rotate`, section, operation: home.rotate, ask: askFor('rotate') },
      inputOf: (call) =>
        home.inputOf(call, { overlapSeconds: call.form.overlapSeconds, previousEndsAt: call.form.previousEndsAt }),
      done: (call, { body }) => showIssued(call, body as IssuedKey),
    }),
    ...questionPages({
      ...{ path: `${path}/revoke`, section, operation: home.revoke, ask: askFor('revoke') },
      inputOf: (call) => home.inputOf(call, {}),
      done: (call) => call.leadTo(back(call), 'key-revoked'),
    }),
  ];
}

function questionsOf(key: ShownApiKey): Readonly<Record<'rotate' | 'revoke', Question>> {
  const cancel = keyPathOf(key);
  const crumbs = [...KEY_CRUMBS, { label: key.name, href: cancel }];
  const overlap = { name: 'overlapSeconds', label: 'The key of now', type: 'select', value: '86400' };
  return {
    rotate: {
      ...{ cancel, crumbs, title: 'Rotate the key?', submit: 'Rotate' },
      text: 'A new key and a new secret are made, for another 90 days. The system needs them before those of now end.',
      fields: [{ ...overlap, options: OVERLAPS, isOptionalHidden: true }],
      hidden: { previousEndsAt: key.previousEndsAt ?? '' },
    },
    revoke: {
      ...{ cancel, crumbs, title: 'Revoke the key?', submit: 'Revoke for good' },
      text: 'Requests with it are refused from now on. This cannot be taken back.',
    },
  };
}

interface Again {
  readonly values?: FormValues;
  readonly faultOf?: FaultOf;
  readonly error?: string | undefined;
  readonly isOvertaken?: boolean;
  readonly status?: number;
}

async function show(home: KeyHomePages, call: StaffPageCall, again: Again) {
  const reply = await home.get(call);
  const key = reply.body as ShownApiKey;
  const now = valuesOfKey(key);
  const { values = now, faultOf = noFaults, error, isOvertaken = false, status = 200 } = again;
  const canWrite = call.viewer.can('api-keys:write') && key.status !== 'revoked';
  const revision = isOvertaken || call.form.revision === undefined ? revisionOf(reply) : call.form.revision;
  const questions = questionsOf(key);
  const openers = { rotate: 'Rotate', revoke: 'Revoke' } as const;
  return call.show({
    view: 'integrations/one',
    title: key.name,
    lead: `Key of ${key.brokerName ?? `the whole CRM ${key.brokerCrmName}`}.`,
    section,
    crumbs: KEY_CRUMBS,
    status,
    data: {
      facts: { title: 'The key', facts: factsOf(key) },
      dialogs: canWrite
        ? (['rotate', 'revoke'] as const).map((step) => ({
            ...dialogOf(step, `${keyPathOf(key)}/${step}`, openers[step], questions[step]),
            isQuiet: step === 'rotate',
          }))
        : [],
      theirs: isOvertaken ? differencesOf(now, values, KEY_LABELS) : undefined,
      form: canWrite && {
        ...{ action: keyPathOf(key), submit: 'Save', revision, error },
        groups: keyGroups(values, faultOf, false),
      },
    },
  });
}

function factsOf(key: ShownApiKey) {
  return [
    { term: 'Status', value: { badge: key.status } },
    { term: 'Kind', value: key.kind, note: key.environment === 'test' ? 'for the sandbox' : 'for production' },
    { term: 'Id', value: { secret: key.id }, note: 'As the audit log names it; it is not the key.' },
    { term: 'Last used', value: momentOf(key.lastUsedAt) },
    { term: 'Ends', value: momentOf(key.expiresAt) },
    ...(key.previousEndsAt === null ? [] : [{ term: 'The key before ends', value: momentOf(key.previousEndsAt) }]),
    ...(key.revokedAt === null ? [] : [{ term: 'Revoked', value: momentOf(key.revokedAt) }]),
    { term: 'Scopes', value: key.scopes.join(', ') },
    { term: 'Addresses', value: key.ipList.join(', ') || 'any' },
    { term: 'Made', value: momentOf(key.createdAt) },
  ];
}
