import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const NO_BRANDING = {
  logoLight: null,
  logoDark: null,
  favicon: null,
  accentLight: null,
  accentDark: null,
  legalEntity: '',
  jurisdiction: '',
  riskWarning: {},
  support: { email: null, phone: null, url: null },
};

const BUILT_IN = { kind: 'built-in' };

const ALL_BUILT_IN = {
  deposit: BUILT_IN,
  withdrawal: BUILT_IN,
  kyc: BUILT_IN,
  'create-account': BUILT_IN,
  'change-password': BUILT_IN,
  'change-email': BUILT_IN,
  chat: { kind: 'off' },
  action: BUILT_IN,
};

/** How a white label looks, which screens it has, what it offers, and what its traders agree to. */
export const whiteLabels: Migration = {
  async up(db: Kysely<unknown>) {
    const columns = {
      branding_json: NO_BRANDING,
      actions_json: ALL_BUILT_IN,
      account_offers_json: [],
      agreements_json: [],
    };
    for (const [name, value] of Object.entries(columns)) {
      await db.schema
        .alterTable('brokers')
        .addColumn(name, 'text', (column) => column.notNull().defaultTo(JSON.stringify(value)))
        .execute();
    }
  },
};
