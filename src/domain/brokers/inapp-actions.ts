import type { InappAction } from './broker.ts';

/** Every action; the type sees to it that none is missing. */
const ACTIONS: Readonly<Record<InappAction, true>> = {
  deposit: true,
  withdrawal: true,
  kyc: true,
  'create-account': true,
  'change-password': true,
  'change-email': true,
  chat: true,
  action: true,
};

export const INAPP_ACTIONS = Object.keys(ACTIONS) as InappAction[];
