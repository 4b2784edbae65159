import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import { momentOf } from '../page/form-input.ts';
import { overlapField } from '../page/overlap-field.ts';
import { dialogOf, type Question, questionPages } from '../page/question-pages.ts';
import { type FormState, settingsForm, settingsPages } from '../page/settings-pages.ts';
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
    ...settingsPages({
      ...{ path, change: home.change, fields: KEY_FIELDS, addressOf: back },
      inputOf: (call) => home.inputOf(call, keyOfForm(call.form, false)),
      show: (call, state) => show(home, call, state),
    }),
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
  return {
    rotate: {
      ...{ cancel, crumbs, title: 'Rotate the key?', submit: 'Rotate' },
      text: `A new key and a new secret are made, ${key.expiresAt === null ? 'without end' : 'for another 90 days'}. The system needs them before those of now end.`,
      fields: [overlapField('The key of now')],
      hidden: { previousEndsAt: key.previousEndsAt ?? '' },
    },
    revoke: {
      ...{ cancel, crumbs, title: 'Revoke the key?', submit: 'Revoke for good' },
      text: 'Requests with it are refused from now on. This cannot be taken back.',
    },
  };
}

async function show(home: KeyHomePages, call: StaffPageCall, state: FormState) {
  const reply = await home.get(call);
  const key = reply.body as ShownApiKey;
  const mayChange = call.viewer.can('api-keys:write') && key.status !== 'revoked';
  const questions = questionsOf(key);
  const openers = { rotate: 'Rotate', revoke: 'Revoke' } as const;
  return call.show({
    view: 'integrations/one',
    title: key.name,
    lead: `Key of ${key.brokerName ?? `the whole CRM ${key.brokerCrmName}`}.`,
    section,
    crumbs: KEY_CRUMBS,
    status: state.status,
    data: {
      facts: { title: 'The key', facts: factsOf(key) },
      dialogs: mayChange
        ? (['rotate', 'revoke'] as const).map((step) => ({
            ...dialogOf(step, `${keyPathOf(key)}/${step}`, openers[step], questions[step]),
            isQuiet: step === 'rotate',
          }))
        : [],
      ...settingsForm(call, state, {
        ...{ reply, kept: valuesOfKey(key), labels: KEY_LABELS, action: keyPathOf(key), mayChange },
        groupsOf: (values, faultOf) => keyGroups(values, faultOf, false),
      }),
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
