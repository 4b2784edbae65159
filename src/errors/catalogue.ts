import { ACCOUNT_ERRORS } from './account-errors.ts';
import { ADMIN_ERRORS } from './admin-errors.ts';
import { AGREEMENT_ERRORS } from './agreement-errors.ts';
import { API_KEY_ERRORS } from './api-key-errors.ts';
import { BACKEND_ERRORS } from './backend-errors.ts';
import { BROKER_API_ERRORS } from './broker-api-errors.ts';
import { BROKER_ERRORS } from './broker-errors.ts';
import type { ErrorDescription } from './error-description.ts';
import { KYC_ERRORS } from './kyc-errors.ts';
import { OIDC_ERRORS } from './oidc-errors.ts';
import { ONBOARDING_ERRORS } from './onboarding-errors.ts';
import { PAGE_ERRORS } from './page-errors.ts';
import { PASSKEY_ERRORS } from './passkey-errors.ts';
import { PAYMENT_ERRORS } from './payment-errors.ts';
import { PRIVACY_ERRORS } from './privacy-errors.ts';
import { PROFILE_ERRORS } from './profile-errors.ts';
import { REQUEST_ERRORS } from './request-errors.ts';
import { STAFF_ERRORS } from './staff-errors.ts';
import { STAFF_UPSTREAM_ERRORS } from './staff-upstream-errors.ts';
import { TOKEN_ERRORS } from './token-errors.ts';
import { USER_ERRORS } from './user-errors.ts';
import { WEBHOOK_ERRORS } from './webhook-errors.ts';
import { WITHDRAWAL_ERRORS } from './withdrawal-errors.ts';

/** Every code, of every audience. `docs/errors.md` is generated from this table. */
export const ERROR_CATALOGUE = {
  ...REQUEST_ERRORS,
  ...BROKER_ERRORS,
  ...TOKEN_ERRORS,
  ...USER_ERRORS,
  ...ACCOUNT_ERRORS,
  ...AGREEMENT_ERRORS,
  ...BACKEND_ERRORS,
  ...PAGE_ERRORS,
  ...PAYMENT_ERRORS,
  ...WITHDRAWAL_ERRORS,
  ...KYC_ERRORS,
  ...PROFILE_ERRORS,
  ...OIDC_ERRORS,
  ...PRIVACY_ERRORS,
  ...API_KEY_ERRORS,
  ...BROKER_API_ERRORS,
  ...WEBHOOK_ERRORS,
  ...ONBOARDING_ERRORS,
  ...ADMIN_ERRORS,
  ...STAFF_ERRORS,
  ...PASSKEY_ERRORS,
  ...STAFF_UPSTREAM_ERRORS,
} as const satisfies Record<string, ErrorDescription>;

/** The closed set of things that can go wrong. */
export type ErrorCode = keyof typeof ERROR_CATALOGUE;

export const ERROR_CODES = Object.keys(ERROR_CATALOGUE) as ErrorCode[];
