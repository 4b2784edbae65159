import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import { overlapField } from '../page/overlap-field.ts';
import { type Question, questionPages } from '../page/question-pages.ts';
import type { ShownClient } from './client-form.ts';
import { CLIENT_CRUMBS, clientPathOf } from './list-page.ts';
import { showSecret } from './new-client-pages.ts';
import type { OidcClientOperations } from './operations.ts';

const base = '/admin/oidc-clients/:brokerName/clients/:clientId';
const section = 'oidc-clients';

/** What can be done with a client, in the order in which it is offered. */
export function questionsOf(client: ShownClient): Readonly<Record<ClientStep, Question>> {
  const cancel = clientPathOf(client.brokerName, client.id);
  const crumbs = [...CLIENT_CRUMBS, { label: client.name, href: cancel }];
  return {
    'rotate-secret': {
      ...{ cancel, crumbs, title: 'Make a new secret?', submit: 'Make a new secret' },
      text: 'The app needs the new one before the one of now ends.',
      fields: [overlapField('The secret of now')],
      hidden: { previousSecretExpiresAt: client.previousSecretExpiresAt ?? '' },
    },
    'revoke-tokens': {
      ...{ cancel, crumbs, title: 'Revoke all tokens?', submit: 'Revoke all tokens' },
      text: 'Every token that was issued to this client is worth nothing from now on. Traders have to sign in there again.',
    },
    disable: {
      ...{ cancel, crumbs, title: 'Switch the client off?', submit: 'Switch off' },
      text: 'Nobody can sign in with it any more, and every token that was issued to it is worth nothing, also when it is switched on again.',
    },
    enable: {
      ...{ cancel, crumbs, title: 'Switch the client on?', submit: 'Switch on' },
      text: 'The app can sign traders in again.',
    },
  };
}

export type ClientStep = 'rotate-secret' | 'revoke-tokens' | 'disable' | 'enable';

export function clientQuestions(operations: OidcClientOperations): AdminPage[] {
  const askFor = (step: ClientStep) => async (call: StaffPageCall) => {
    const { body } = await call.run(operations.get);
    return questionsOf(body as ShownClient)[step];
  };
  const back = ({ params }: StaffPageCall) => clientPathOf(params.brokerName ?? '', params.clientId ?? '');
  return [
    ...questionPages({
      ...{ path: `${base}/rotate-secret`, section, operation: operations.rotateSecret, ask: askFor('rotate-secret') },
      inputOf: ({ form: { overlapSeconds, previousSecretExpiresAt } }) => ({
        body: { overlapSeconds, previousSecretExpiresAt },
      }),
      done: (call, { body }) => {
        const { id, secret } = body as ShownClient & { secret: string };
        return showSecret(call, { id, secret, next: back(call) });
      },
    }),
    ...questionPages({
      ...{ path: `${base}/revoke-tokens`, section, operation: operations.revokeTokens, ask: askFor('revoke-tokens') },
      done: (call) => call.leadTo(back(call), 'client-tokens-revoked'),
    }),
    ...questionPages({
      ...{ path: `${base}/disable`, section, operation: operations.disable, ask: askFor('disable') },
      done: (call) => call.leadTo(back(call), 'client-disabled'),
    }),
    ...questionPages({
      ...{ path: `${base}/enable`, section, operation: operations.enable, ask: askFor('enable') },
      done: (call) => call.leadTo(back(call), 'client-enabled'),
    }),
  ];
}
