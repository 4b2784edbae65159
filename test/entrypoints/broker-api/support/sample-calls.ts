/**
 * One call of each operation that succeeds, and one that is refused with the named code. A test makes all of them against a
 * running bridge, and holds what is sent and answered against the OpenAPI document. **A new route needs a line here**: the
 * types demand it once `npm run docs` has been run. What a call needs, `good` and `bad` make for themselves, by the client
 * or the stage of the scene, so that the order does not matter. It is a table of all operations, and grows with them.
 */
import { randomUUID } from 'node:crypto';
import type { CallOptions, ErrorCode, OperationId, Operations } from '../../../../src/client/client.ts';
import type { Scene } from './scene.ts';

interface Sample<Id extends OperationId> {
  readonly input: Operations[Id]['input'];
  readonly options?: CallOptions;
  /** With a key that nobody has. */
  readonly isKeyless?: true;
}

export interface SampleCall<Id extends OperationId> {
  readonly good: (scene: Scene) => Sample<Id> | Promise<Sample<Id>>;
  readonly bad: (scene: Scene) => Refused<Id> | Promise<Refused<Id>>;
}

type Refused<Id extends OperationId> = Sample<Id> & { readonly code: ErrorCode };

const NOBODY = { userId: 'nobody' };
const OLD = { options: { ifMatch: '"old"' } };

const unknownUser = () => ({ input: NOBODY, code: 'user_unknown' }) as const;
const unknownWebhook = () => ({ input: { webhookId: 'none' }, code: 'webhook_unknown' }) as const;
const wrongCursor = () => ({ input: { cursor: 'none of ours' }, code: 'parameter_invalid' }) as const;
const ofNewUser = async (scene: Scene) => ({ input: { userId: (await scene.newUser()).id } });
const ofTrader = ({ trader }: Scene) => ({ input: { userId: trader.id } });
const ofNewWebhook = async (scene: Scene) => ({ input: { webhookId: (await scene.newWebhook()).id } });

async function ofNewDelivery(scene: Scene) {
  const { id } = await scene.newWebhook();
  return { input: { webhookId: id, deliveryId: await scene.newDelivery(id) } };
}

async function noDelivery(scene: Scene) {
  return { input: { webhookId: (await scene.newWebhook()).id, deliveryId: 'none' }, code: 'delivery_unknown' } as const;
}

async function ofNewApplication({ client }: Scene) {
  const { data } = await client.createApplication({ body: { email: `${randomUUID()}@example.com` } });
  return { input: { applicationId: data.id } };
}

function newDeveloper() {
  const scopes = ['users:read', 'developer-registrations:write'] as const;
  const person = { company: 'Apps', contactName: 'Grace', email: `${randomUUID()}@example.com` };
  return {
    ...person,
    useCase: 'To try it.\nAnd more.',
    redirectUris: ['https://app.example/callback'],
    scopes: [...scopes],
  };
}

async function ofNewDeveloper({ client }: Scene) {
  const { data } = await client.registerDeveloper({ body: newDeveloper() });
  return { input: { registrationId: data.id } };
}

export const SAMPLE_CALLS: { readonly [Id in OperationId]: SampleCall<Id> } = {
  createUser: {
    good: () => ({
      input: {
        body: { email: 'Sample@example.com', password: 'A-good-password-1', firstName: 'Ada', preferredLanguage: 'de' },
      },
    }),
    bad: () => ({ input: { body: { email: 'trader@example.com' } }, code: 'email_taken' }),
  },
  listUsers: { good: () => ({ input: { limit: 1 } }), bad: wrongCursor },
  getUser: { good: ofTrader, bad: unknownUser },
  updateUser: {
    good: async (scene) => ({ input: { userId: (await scene.newUser()).id, body: { lastName: null } } }),
    bad: async (scene) => ({
      input: { userId: (await scene.newUser()).id, body: { firstName: 'Ada' } },
      ...OLD,
      code: 'precondition_failed',
    }),
  },
  disableUser: { good: ofNewUser, bad: unknownUser },
  enableUser: {
    good: ofNewUser,
    bad: async (scene) => ({ ...(await ofNewUser(scene)), ...OLD, code: 'precondition_failed' }),
  },
  endUserSessions: { good: ofTrader, bad: unknownUser },
  listReferrals: {
    good: () => ({ input: { partnerId: 'partner-1' } }),
    bad: () => ({ ...wrongCursor(), input: { partnerId: 'p', cursor: 'x' } }),
  },
  getReferral: { good: ofTrader, bad: unknownUser },
  setReferral: {
    good: async (scene) => ({ input: { userId: (await scene.newUser()).id, body: { partnerId: 'partner-1' } } }),
    bad: () => ({ input: { ...NOBODY, body: { partnerId: 'partner-1' } }, code: 'user_unknown' }),
  },
  removeReferral: { good: ofNewUser, bad: unknownUser },
  listAccounts: { good: ofTrader, bad: unknownUser },
  openAccount: {
    async good({ client, trader }) {
      const [offer] = (await client.listAccountOffers()).data.items;
      const [depositCurrency = '', leverageInCents = 0] = [offer?.depositCurrencies[0], offer?.leveragesInCents[0]];
      return { input: { userId: trader.id, body: { offerId: offer?.id ?? '', depositCurrency, leverageInCents } } };
    },
    bad: ({ trader }) => ({
      input: { userId: trader.id, body: { offerId: 'none', depositCurrency: 'EUR', leverageInCents: 10000 } },
      code: 'account_choice_unknown',
    }),
  },
  bindAccount: {
    async good(scene) {
      const login = await scene.accountAtPlatform('Account-password-1');
      const account = { environment: 'demo', login, depositCurrency: 'EUR', password: 'Account-password-1' } as const;
      return { input: { userId: (await scene.newUser()).id, body: account } };
    },
    bad: ({ trader }) => ({
      input: { userId: trader.id, body: { environment: 'demo', login: 1, depositCurrency: 'EUR', password: 'x' } },
      code: 'account_link_refused',
    }),
  },
  listAccountOffers: { good: () => ({ input: {} }), bad: wrongKey },
  listAgreements: { good: () => ({ input: {} }), bad: wrongKey },
  publishAgreement: {
    good: () => ({
      input: { body: { id: 'sample', version: '1', title: { en: 'Sample' }, url: 'https://broker.example/sample' } },
    }),
    bad: () => ({ input: { body: { id: 'no-title', version: '1' } }, code: 'parameter_invalid' }),
  },
  getAgreement: {
    async good({ client }) {
      const body = { id: 'shown', version: '1', title: { en: 'Shown' }, url: 'https://broker.example/shown' };
      await client.publishAgreement({ body });
      return { input: { agreementId: 'shown' } };
    },
    bad: () => ({ input: { agreementId: 'none' }, code: 'agreement_unknown' }),
  },
  getUserAgreements: { good: ofTrader, bad: unknownUser },
  signAgreement: {
    async good({ client, trader }) {
      const body = { id: 'to-sign', version: '1', title: { en: 'To sign' }, url: 'https://broker.example/to-sign' };
      await client.publishAgreement({ body });
      const { data } = await client.getUserAgreements({ userId: trader.id, language: 'en' });
      const {
        id: agreementId = '',
        version = '',
        textSha256 = '',
      } = data.outstanding.find((one) => one.id === 'to-sign') ?? {};
      const signature = {
        agreementId,
        version,
        textSha256,
        language: 'en',
        address: '203.0.113.7',
        userAgent: 'App/1',
      };
      return { input: { userId: trader.id, body: signature } };
    },
    bad: ({ trader }) => ({
      input: {
        userId: trader.id,
        body: {
          agreementId: 'none',
          version: '1',
          textSha256: 'ab'.repeat(32),
          language: 'en',
          address: '::1',
          userAgent: 'App/1',
        },
      },
      code: 'agreement_unknown',
    }),
  },
  createOneTimeToken: {
    good: ({ trader }) => ({ input: { body: { userId: trader.id, purpose: 'sign-in', keepMeLoggedIn: true } } }),
    bad: () => ({ input: { body: { ...NOBODY, purpose: 'in-app' } }, code: 'user_unknown' }),
  },
  createInAppLink: {
    good: ({ trader }) => ({
      input: { body: { userId: trader.id, action: 'deposit', account: trader.live, theme: 'dark' } },
    }),
    bad: ({ trader }) => ({
      input: { body: { userId: trader.id, action: 'deposit', account: 1 } },
      code: 'account_unknown',
    }),
  },
  getWorkflow: { good: () => ({ input: {} }), bad: wrongKey },
  createApplication: {
    good: () => ({
      input: {
        body: {
          email: `${randomUUID()}@example.com`,
          firstName: 'Ada',
          preferredLanguage: 'de',
          data: { salary: 1, address: { lines: ['a', null] } },
        },
      },
    }),
    bad: () => ({ input: { body: { email: 'nobody' } }, code: 'parameter_invalid' }),
  },
  listApplications: { good: () => ({ input: { limit: 1, state: 'submitted' } }), bad: wrongCursor },
  getApplication: {
    good: ofNewApplication,
    bad: () => ({ input: { applicationId: 'none' }, code: 'application_unknown' }),
  },
  moveApplication: {
    good: async (scene) => ({
      input: { ...(await ofNewApplication(scene)).input, body: { to: 'in_review', reason: 'all there' } },
    }),
    bad: async (scene) => ({
      input: { ...(await ofNewApplication(scene)).input, body: { to: 'approved' } },
      code: 'application_transition_refused',
    }),
  },
  registerDeveloper: {
    good: () => ({ input: { body: newDeveloper() } }),
    bad: () => ({ input: { body: { ...newDeveloper(), company: '\t' } }, code: 'parameter_invalid' }),
  },
  listDeveloperRegistrations: { good: () => ({ input: { limit: 1, state: 'submitted' } }), bad: wrongCursor },
  getDeveloperRegistration: {
    good: ofNewDeveloper,
    bad: () => ({ input: { registrationId: 'none' }, code: 'registration_unknown' }),
  },
  decideDeveloperRegistration: {
    good: async (scene) => ({ input: { ...(await ofNewDeveloper(scene)).input, body: { decision: 'approve' } } }),
    async bad(scene) {
      const { input } = await ofNewDeveloper(scene);
      await scene.client.decideDeveloperRegistration({ ...input, body: { decision: 'refuse', reason: 'no' } });
      return { input: { ...input, body: { decision: 'approve' } }, code: 'registration_decided' };
    },
  },
  setRibbons: {
    good: ({ trader }) => ({
      input: {
        userId: trader.id,
        body: {
          ribbons: [
            {
              ...{ color: '#A0b1C2', title: 'Hello', enabled: true, closable: true },
              action: { urlExternal: 'https://broker.example/' },
            },
          ],
        },
      },
    }),
    bad: () => ({ input: { ...NOBODY, body: { ribbons: [] } }, code: 'user_unknown' }),
  },
  listPayments: { good: () => ({ input: { limit: 1, state: 'credited' } }), bad: wrongCursor },
  getPayment: {
    async good({ client }) {
      const [payment] = (await client.listPayments({ limit: 1 })).data.items;
      return { input: { paymentId: payment?.id ?? '' } };
    },
    bad: () => ({ input: { paymentId: 'none' }, code: 'payment_unknown' }),
  },
  createWebhook: {
    good: () => ({
      input: { body: { url: 'https://systems.example/all', eventTypes: ['user.created'], description: '' } },
    }),
    bad: () => ({ input: { body: { url: 'http://10.0.0.1/' } }, code: 'webhook_invalid' }),
  },
  listWebhooks: { good: () => ({ input: {} }), bad: wrongKey },
  getWebhook: { good: ofNewWebhook, bad: unknownWebhook },
  updateWebhook: {
    good: async (scene) => ({ input: { webhookId: (await scene.newWebhook()).id, body: { enabled: false } } }),
    bad: async (scene) => ({
      input: { webhookId: (await scene.newWebhook()).id, body: { enabled: false } },
      ...OLD,
      code: 'precondition_failed',
    }),
  },
  deleteWebhook: { good: ofNewWebhook, bad: unknownWebhook },
  rotateWebhookSecret: {
    good: async (scene) => ({ input: { webhookId: (await scene.newWebhook()).id, body: { overlapSeconds: 60 } } }),
    bad: () => ({ input: { webhookId: 'none', body: {} }, code: 'webhook_unknown' }),
  },
  pingWebhook: { good: ofNewWebhook, bad: unknownWebhook },
  listWebhookDeliveries: {
    async good(scene) {
      const { input } = await ofNewDelivery(scene);
      return { input: { webhookId: input.webhookId, limit: 10 } };
    },
    bad: unknownWebhook,
  },
  getWebhookDelivery: { good: ofNewDelivery, bad: noDelivery },
  resendWebhookDelivery: { good: ofNewDelivery, bad: noDelivery },
  listPrivacyLog: {
    async good({ client, trader }) {
      await client.getUser({ userId: trader.id });
      return { input: { personId: trader.id, limit: 5 } };
    },
    bad: wrongCursor,
  },
  getLimits: { good: () => ({ input: {} }), bad: wrongKey },
};

/** Where nothing is taken, nothing else can be wrong. */
function wrongKey() {
  return { input: {}, isKeyless: true, code: 'invalid_api_key' } as const;
}
