/** Made from the document of the broker API by `npm run docs`. */
import type { Operations } from './broker-api-types.ts';
import type { OperationForm } from './prepare-request.ts';

export const OPERATIONS: Readonly<Record<keyof Operations, OperationForm>> = {
  listAccounts: {
    method: 'GET',
    path: '/users/{userId}/accounts',
    query: [],
    touchesPersonalData: true,
  },
  openAccount: {
    method: 'POST',
    path: '/users/{userId}/accounts',
    query: [],
    touchesPersonalData: true,
  },
  listAccountOffers: {
    method: 'GET',
    path: '/account-offers',
    query: [],
    touchesPersonalData: false,
  },
  createOneTimeToken: {
    method: 'POST',
    path: '/one-time-tokens',
    query: [],
    touchesPersonalData: true,
  },
  createInAppLink: {
    method: 'POST',
    path: '/in-app-links',
    query: [],
    touchesPersonalData: true,
  },
  setRibbons: {
    method: 'PUT',
    path: '/users/{userId}/ribbons',
    query: [],
    touchesPersonalData: true,
  },
  listPrivacyLog: {
    method: 'GET',
    path: '/privacy-log',
    query: ['limit', 'cursor', 'userId'],
    touchesPersonalData: false,
  },
  getLimits: {
    method: 'GET',
    path: '/limits',
    query: [],
    touchesPersonalData: false,
  },
};
