import type { TokenSettings } from '../../../src/domain/brokers/broker.ts';
import { crmApiRoutes } from '../../../src/entrypoints/crm-api/routes.ts';
import type { TestBridge } from '../../support/start-bridge.ts';
import type { WhiteLabel } from './white-label.ts';

/** What a call needs besides its broker and its `crmApiToken`. */
export interface Fields {
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** How to make a call that succeeds. A route without a recipe fails every suite that is driven from the route table. */
export interface Recipe {
  readonly call: string;
  readonly required: { readonly name: string; readonly place: 'query' | 'body'; readonly isText: boolean };
  fields(label: WhiteLabel): Promise<Fields>;
  /** How long what the required field holds is valid. */
  lifetimeSeconds?(tokens: TokenSettings): number | null;
}

const RECIPES: Readonly<Record<string, Recipe>> = {
  '/oauth2/crmApiToken': {
    call: '4.1',
    required: { name: 'password', place: 'body', isText: true },
    fields: async ({ password }) => ({ query: {}, body: { password } }),
  },
  '/oauth2/onetime/authorize': {
    call: '4.2',
    required: { name: 'code', place: 'body', isText: true },
    fields: async (label) => ({ query: {}, body: { code: await label.oneTimeToken(true) } }),
    lifetimeSeconds: ({ oneTimeTokenTtlSeconds }) => oneTimeTokenTtlSeconds,
  },
  '/oauth2/authorize': {
    call: '4.3',
    required: { name: 'accessToken', place: 'body', isText: true },
    fields: async (label) => ({ query: {}, body: { accessToken: (await label.session()).accessToken } }),
    lifetimeSeconds: ({ accessTokenTtlSeconds }) => accessTokenTtlSeconds,
  },
  '/oauth2/onetime/generate': {
    call: '4.4',
    required: { name: 'userId', place: 'body', isText: false },
    async fields(label) {
      const { inappToken } = await label.session();
      return { query: inappToken === undefined ? {} : { inappToken }, body: { userId: label.userId } };
    },
  },
  '/oauth2/logout': {
    call: '4.5',
    required: { name: 'userId', place: 'query', isText: false },
    async fields(label) {
      const { accessToken } = await label.session();
      return { query: { userId: String(label.userId), accessToken }, body: {} };
    },
  },
};

function recipeOf(path: string): Recipe {
  const recipe = RECIPES[path];
  if (!recipe) throw new Error(`Write a recipe for the new route ${path}`);
  return recipe;
}

/** Every route of the entry point with its recipe. Only the table is read; no handler of these is called. */
export const CALLS = crmApiRoutes({} as TestBridge['app']).map((route) => ({
  route,
  path: route.paths[0] ?? '',
  ...recipeOf(route.paths[0] ?? ''),
}));

export type Call = (typeof CALLS)[number];

/** The `crmApiToken` in the query, where the route wants one. */
export function credentials({ route }: Call, label: WhiteLabel): Record<string, string> {
  return route.security.kind === 'crm-api-token' ? { crmApiToken: label.crmApiToken } : {};
}

/** @returns The call's fields with the required one replaced; `undefined` leaves it out. */
export function withRequired(call: Call, fields: Fields, value: unknown): Fields {
  const { name, place } = call.required;
  if (place === 'query') {
    const { [name]: _left, ...query } = fields.query;
    return { ...fields, query: value === undefined ? query : { ...query, [name]: String(value) } };
  }
  const { [name]: _left, ...body } = fields.body;
  return { ...fields, body: value === undefined ? body : { ...body, [name]: value } };
}
