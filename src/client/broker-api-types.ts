/** Made from the document of the broker API by `npm run docs`. */

export interface Account {
  id: string;
  environment: 'demo' | 'live';
  /**
   * The platform’s account number
   */
  login: number;
  depositCurrency: string;
  moneyDigits: number;
  /**
   * Whether the platform shows it to the trader
   */
  linked: boolean;
  /**
   * RFC 3339, in UTC
   */
  createdAt: string;
}
export interface AccountOffer {
  id: string;
  environment: 'demo' | 'live';
  accountType: string;
  depositCurrencies: string[];
  leveragesInCents: number[];
  /**
   * In the smallest unit of the deposit currency that is chosen
   */
  openingBalanceMinor: number;
}
export interface Agreement {
  id: string;
  /**
   * What traders have to sign now
   */
  versionInForce: string | null;
  /**
   * In the order in which they were published
   */
  versions: AgreementVersion[];
}
export interface AgreementVersion {
  version: string;
  /**
   * A withdrawal in force means that nobody is asked for the agreement
   */
  state: 'future' | 'in_force' | 'superseded';
  /**
   * `null`: from ever
   */
  effectiveAt: string | null;
  withdraws: boolean;
  title: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-z]{2}$".
     */
    [k: string]: string | undefined;
  };
  url: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-z]{2}$".
     */
    [k: string]: string | undefined;
  };
  documentSha256: {
    /**
     * SHA-256, in hex
     *
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-z]{2}$".
     */
    [k: string]: string | undefined;
  };
}
export interface AgreementSignature {
  /**
   * Of the agreement and its version; unique for a user
   */
  id: string;
  agreementId: string;
  version: string;
  /**
   * ISO 639-1
   */
  language: string;
  /**
   * SHA-256, in hex
   */
  textSha256: string;
  /**
   * RFC 3339, in UTC
   */
  signedAt: string;
  address: string;
  userAgent: string;
  /**
   * `null`: signed on a page of the bridge
   */
  apiKeyId: string | null;
  /**
   * When the platform was told (call 3.13)
   */
  reportedAt: string | null;
}
export interface Application {
  id: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  preferredLanguage: string;
  partnerId: string | null;
  data: {};
  state: string;
  /**
   * Of the trader whom the applicant became
   */
  userId: string | null;
  /**
   * The oldest first
   */
  history: {
    from: string | null;
    to: string;
    reason: string | null;
    /**
     * Of the key with which it was done
     */
    apiKeyId: string;
    /**
     * RFC 3339, in UTC
     */
    at: string;
  }[];
  /**
   * RFC 3339, in UTC
   */
  createdAt: string;
  /**
   * RFC 3339, in UTC
   */
  updatedAt: string;
}
export interface BindAccountRequest {
  environment: 'demo' | 'live';
  /**
   * The platform’s account number
   */
  login: number;
  depositCurrency: string;
  /**
   * How many digits of the minor unit stand behind the decimal point
   */
  moneyDigits?: number;
  /**
   * Of the account; the platform asks for it, and it is not kept
   */
  password?: string;
  /**
   * The same as its MD5 in hex, for whoever keeps no more than that
   */
  passwordMd5?: string;
}
export interface CreateApplicationRequest {
  email: string;
  firstName?: string | null;
  lastName?: string | null;
  /**
   * Of letters and screens; the white label’s default when left out
   */
  preferredLanguage?: string;
  /**
   * The partner who brought the applicant
   */
  partnerId?: string;
  /**
   * Whatever else you want to know; 8 KiB of JSON at the most
   */
  data?: {};
  /**
   * Where it begins; the first initial state of the workflow when left out
   */
  state?: string;
}
export interface CreateInAppLinkRequest {
  /**
   * Our id of the user
   */
  userId: string;
  /**
   * A screen of the white label, or `embedded-platform`: the platform inside your own page
   */
  action:
    | ('deposit' | 'withdrawal' | 'kyc' | 'create-account' | 'change-password' | 'change-email' | 'chat' | 'action')
    | 'embedded-platform';
  /**
   * The platform’s account number; needed for `deposit` and `withdrawal`
   */
  account?: number;
  /**
   * ISO 639-1
   */
  lang?: string;
  theme?: 'light' | 'dark';
  source?: 'Web' | 'Android' | 'iOS' | 'MacOS' | 'Desktop';
  /**
   * Life of the token in seconds; the white label’s own when left out
   */
  ttlSeconds?: number;
}
export interface CreateOneTimeTokenRequest {
  /**
   * Our id of the user
   */
  userId: string;
  /**
   * `sign-in`: the platform redeems it by call 4.2. `in-app`: opens one of the screens
   */
  purpose: 'sign-in' | 'in-app';
  /**
   * Whether call 4.2 returns an access token; for `sign-in`
   */
  keepMeLoggedIn?: boolean;
  /**
   * Life of the token in seconds; the white label’s own when left out
   */
  ttlSeconds?: number;
}
export interface CreateUserRequest {
  email: string;
  /**
   * Left out, the trader sets one by the link of a letter
   */
  password?: string;
  firstName?: string | null;
  lastName?: string | null;
  /**
   * Of letters and screens; the white label’s default when left out
   */
  preferredLanguage?: string;
  /**
   * The partner who brought the trader (call 3.6)
   */
  partnerId?: string;
}
export interface CreateWebhookRequest {
  /**
   * https; in sandbox mode also http of this machine
   */
  url: string;
  /**
   * What it wants to hear of; `null` for everything, also what is added later
   *
   * @minItems 1
   */
  eventTypes?:
    | (
        | 'user.created'
        | 'user.updated'
        | 'user.disabled'
        | 'user.enabled'
        | 'account.opened'
        | 'account.linked'
        | 'payment.created'
        | 'payment.credited'
        | 'payment.failed'
        | 'payment.unconfirmed'
        | 'payment.paid'
        | 'payment.returned'
        | 'agreement.published'
        | 'agreement.signed'
        | 'application.created'
        | 'application.state_changed'
        | 'developer_registration.submitted'
        | 'developer_registration.decided'
        | 'kyc.submitted'
        | 'kyc.decided'
        | 'api_key.expiring'
      )[]
    | null;
  description?: string;
  /**
   * While it is `false` nothing is sent
   */
  enabled?: boolean;
}
export interface DecideDeveloperRegistrationRequest {
  decision: 'approve' | 'refuse';
  /**
   * One line; kept with the decision
   */
  reason?: string;
  /**
   * Fewer than were asked for, perhaps; all of those when left out
   *
   * @minItems 1
   */
  scopes?: (
    | 'users:read'
    | 'users:write'
    | 'accounts:read'
    | 'accounts:write'
    | 'agreements:read'
    | 'agreements:write'
    | 'one-time-tokens:write'
    | 'in-app-links:write'
    | 'applications:read'
    | 'applications:write'
    | 'developer-registrations:read'
    | 'developer-registrations:write'
    | 'ribbons:write'
    | 'referrals:read'
    | 'referrals:write'
    | 'payments:read'
    | 'webhooks:read'
    | 'webhooks:write'
    | 'privacy-log:read'
  )[];
}
export interface DecidedDeveloperRegistration {
  id: string;
  company: string;
  contactName: string;
  email: string;
  website: string | null;
  useCase: string;
  redirectUris: string[];
  /**
   * Asked for; once approved, given
   */
  scopes: string[];
  state: 'submitted' | 'approved' | 'refused';
  reason: string | null;
  /**
   * Id of the API key with which it was decided
   */
  decidedBy: string | null;
  /**
   * RFC 3339, in UTC
   */
  decidedAt: string | null;
  /**
   * Of the keys that were issued
   */
  apiKeyIds: string[];
  /**
   * RFC 3339, in UTC
   */
  createdAt: string;
  /**
   * Shown once; `null` where it was refused
   */
  keys: {
    publishableKey: string;
    secretKey: string;
    /**
     * Of the secret key; signs requests
     */
    secret: string;
    /**
     * RFC 3339, in UTC
     */
    expiresAt: string | null;
  } | null;
}
export interface DeveloperRegistration {
  id: string;
  company: string;
  contactName: string;
  email: string;
  website: string | null;
  useCase: string;
  redirectUris: string[];
  /**
   * Asked for; once approved, given
   */
  scopes: string[];
  state: 'submitted' | 'approved' | 'refused';
  reason: string | null;
  /**
   * Id of the API key with which it was decided
   */
  decidedBy: string | null;
  /**
   * RFC 3339, in UTC
   */
  decidedAt: string | null;
  /**
   * Of the keys that were issued
   */
  apiKeyIds: string[];
  /**
   * RFC 3339, in UTC
   */
  createdAt: string;
}
export interface DeveloperRegistrationReceipt {
  id: string;
  state: 'submitted' | 'approved' | 'refused';
  /**
   * RFC 3339, in UTC
   */
  createdAt: string;
}
/**
 * Why it was refused
 */
export interface ErrorBody {
  error: {
    /**
     * For programs; never changes
     */
    code:
      | 'account_bound'
      | 'account_choice_unknown'
      | 'account_link_refused'
      | 'account_refused'
      | 'account_unavailable'
      | 'account_unconfirmed'
      | 'account_unknown'
      | 'account_unlinked'
      | 'accounts_exhausted'
      | 'action_off'
      | 'agreement_changed'
      | 'agreement_exists'
      | 'agreement_invalid'
      | 'agreement_unknown'
      | 'api_key_unreadable'
      | 'application_transition_refused'
      | 'application_unknown'
      | 'body_too_large'
      | 'broker_changed'
      | 'broker_disabled'
      | 'broker_identification_invalid'
      | 'broker_identification_mismatch'
      | 'broker_identification_missing'
      | 'busy'
      | 'delivery_unknown'
      | 'email_relay_refused'
      | 'email_taken'
      | 'expired_api_key'
      | 'idempotency_in_progress'
      | 'idempotency_key_invalid'
      | 'idempotency_key_reused'
      | 'if_match_unsupported'
      | 'insufficient_scope'
      | 'internal_error'
      | 'invalid_api_key'
      | 'invalid_signature'
      | 'ip_not_whitelisted'
      | 'malformed_request'
      | 'method_not_allowed'
      | 'not_found'
      | 'parameter_invalid'
      | 'parameter_unknown'
      | 'payment_unknown'
      | 'platform_email_taken'
      | 'platform_refused'
      | 'platform_unavailable'
      | 'precondition_failed'
      | 'privacy_header_invalid'
      | 'privacy_header_missing'
      | 'privacy_placeholder_refused'
      | 'registration_decided'
      | 'registration_unknown'
      | 'ribbon_invalid'
      | 'store_unavailable'
      | 'too_many_attempts'
      | 'too_many_requests'
      | 'uat_keys_elsewhere'
      | 'user_unknown'
      | 'webhook_disabled'
      | 'webhook_invalid'
      | 'webhook_unknown'
      | 'webhooks_exhausted'
      | 'wrong_environment';
    /**
     * For people
     */
    message: string;
    /**
     * What is at fault, where that is one field, header or scope
     */
    field?: string;
    /**
     * What it means, and what to do
     */
    doc_url: string;
  };
}
export interface GetLimitsResponse {
  /**
   * Of one key at one white label
   */
  rateLimits: {
    reads: {
      requests: number;
      windowSeconds: number;
    };
    writes: {
      requests: number;
      windowSeconds: number;
    };
  };
  maxBodyBytes: number;
  pageSize: {
    default: number;
    max: number;
  };
  /**
   * How long an answer is kept
   */
  idempotencyKeySeconds: number;
  signatureWindowSeconds: number;
  oneTimeTokenSeconds: {
    min: number;
    max: number;
    default: number;
  };
  /**
   * In the smallest unit of the account’s own currency, whichever that is: of an account with `moneyDigits` 2, 1000 is 10.00
   */
  payments: {
    minDepositMinor: number;
    maxDepositMinor: number;
    minWithdrawalMinor: number;
    maxWithdrawalMinor: number;
  };
  /**
   * What of trading this bridge offers to third parties
   */
  features: {
    portfolio: boolean;
    orders: boolean;
    tradeTracker: boolean;
  };
}
export interface InAppLink {
  /**
   * Opens once; hand it to nobody but the trader
   */
  url: string;
  /**
   * RFC 3339, in UTC
   */
  expiresAt: string;
}
export interface ListAccountOffersResponse {
  items: AccountOffer[];
  /**
   * Of the next page; `null` on the last one
   */
  nextCursor: string | null;
}
export interface ListAccountsResponse {
  items: Account[];
  /**
   * Of the next page; `null` on the last one
   */
  nextCursor: string | null;
}
export interface ListAgreementsResponse {
  items: Agreement[];
  /**
   * Of the next page; `null` on the last one
   */
  nextCursor: string | null;
}
export interface ListApplicationsResponse {
  items: Application[];
  /**
   * Of the next page; `null` on the last one
   */
  nextCursor: string | null;
}
export interface ListDeveloperRegistrationsResponse {
  items: DeveloperRegistration[];
  /**
   * Of the next page; `null` on the last one
   */
  nextCursor: string | null;
}
export interface ListPaymentsResponse {
  items: Payment[];
  /**
   * Of the next page; `null` on the last one
   */
  nextCursor: string | null;
}
export interface Payment {
  /**
   * The platform’s `externalId` of the change too
   */
  id: string;
  kind: 'deposit' | 'withdrawal';
  /**
   * Our id of the user
   */
  userId: string;
  /**
   * The platform’s account number
   */
  login: number;
  /**
   * In units of 10 to the power of minus `moneyDigits`
   */
  amountMinor: number;
  moneyDigits: number;
  /**
   * ISO 4217
   */
  currency: string;
  /**
   * What each means: docs/payments.md
   */
  state:
    | 'created'
    | 'awaiting'
    | 'authorised'
    | 'crediting'
    | 'credited'
    | 'requested'
    | 'debiting'
    | 'debited'
    | 'paying'
    | 'paid'
    | 'returning'
    | 'returned'
    | 'failed'
    | 'unconfirmed';
  failure: 'declined' | 'refused' | 'unavailable' | 'expired' | null;
  cashierReference: string | null;
  /**
   * The platform’s number of the change
   */
  balanceHistoryId: number | null;
  /**
   * RFC 3339, in UTC
   */
  createdAt: string;
  /**
   * RFC 3339, in UTC
   */
  updatedAt: string;
}
export interface ListPrivacyLogResponse {
  items: PrivacyLogEntry[];
  /**
   * Of the next page; `null` on the last one
   */
  nextCursor: string | null;
}
export interface PrivacyLogEntry {
  /**
   * The place in the log; without gaps
   */
  id: string;
  /**
   * RFC 3339, in UTC
   */
  at: string;
  apiKeyId: string;
  principal: string;
  justification: string;
  /**
   * Whose data it was: our id of the user
   */
  personId: string;
  resource: string;
  /**
   * The `operationId` of the call
   */
  operation: string;
  fields: string[];
  requestId: string;
  previousHash: string;
  /**
   * Of this entry and the one before, SHA-256
   */
  hash: string;
}
export interface ListReferralsResponse {
  items: ReferredUser[];
  /**
   * Of the next page; `null` on the last one
   */
  nextCursor: string | null;
}
export interface ReferredUser {
  id: string;
  partnerId: string;
  /**
   * RFC 3339, in UTC
   */
  createdAt: string;
}
export interface ListUsersResponse {
  items: User[];
  /**
   * Of the next page; `null` on the last one
   */
  nextCursor: string | null;
}
export interface User {
  id: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  preferredLanguage: string;
  /**
   * `null` until the platform knows the user
   */
  platformUserId: number | null;
  partnerId: string | null;
  enabled: boolean;
  /**
   * RFC 3339, in UTC
   */
  createdAt: string;
  /**
   * RFC 3339, in UTC
   */
  updatedAt: string;
}
export interface ListWebhookDeliveriesResponse {
  items: WebhookDelivery[];
  /**
   * Of the next page; `null` on the last one
   */
  nextCursor: string | null;
}
export interface WebhookDelivery {
  id: string;
  webhookId: string;
  state: 'pending' | 'delivered' | 'dead';
  /**
   * What names it; what it says goes to the address of the webhook alone
   */
  event: {
    /**
     * What is sent as `webhook-id`
     */
    id: string;
    type:
      | 'user.created'
      | 'user.updated'
      | 'user.disabled'
      | 'user.enabled'
      | 'account.opened'
      | 'account.linked'
      | 'payment.created'
      | 'payment.credited'
      | 'payment.failed'
      | 'payment.unconfirmed'
      | 'payment.paid'
      | 'payment.returned'
      | 'agreement.published'
      | 'agreement.signed'
      | 'application.created'
      | 'application.state_changed'
      | 'developer_registration.submitted'
      | 'developer_registration.decided'
      | 'kyc.submitted'
      | 'kyc.decided'
      | 'api_key.expiring'
      | 'ping';
    objectId: string;
    /**
     * RFC 3339, in UTC
     */
    createdAt: string;
  };
  failures: number;
  /**
   * `null` when it is not tried any more
   */
  nextTryAt: string | null;
  /**
   * The latest ones, the oldest first
   */
  tries: WebhookTry[];
  /**
   * RFC 3339, in UTC
   */
  createdAt: string;
}
export interface WebhookTry {
  /**
   * RFC 3339, in UTC
   */
  at: string;
  durationMs: number;
  /**
   * Of the answer; `null` when there was none
   */
  status: number | null;
  /**
   * A code, when there was no answer
   */
  error: string | null;
}
export interface ListWebhooksResponse {
  items: Webhook[];
  /**
   * Of the next page; `null` on the last one
   */
  nextCursor: string | null;
}
export interface Webhook {
  id: string;
  /**
   * https; in sandbox mode also http of this machine
   */
  url: string;
  /**
   * What it wants to hear of; `null` for everything, also what is added later
   *
   * @minItems 1
   */
  eventTypes:
    | (
        | 'user.created'
        | 'user.updated'
        | 'user.disabled'
        | 'user.enabled'
        | 'account.opened'
        | 'account.linked'
        | 'payment.created'
        | 'payment.credited'
        | 'payment.failed'
        | 'payment.unconfirmed'
        | 'payment.paid'
        | 'payment.returned'
        | 'agreement.published'
        | 'agreement.signed'
        | 'application.created'
        | 'application.state_changed'
        | 'developer_registration.submitted'
        | 'developer_registration.decided'
        | 'kyc.submitted'
        | 'kyc.decided'
        | 'api_key.expiring'
      )[]
    | null;
  description: string;
  /**
   * While it is `false` nothing is sent
   */
  enabled: boolean;
  /**
   * `null` while the last try was well
   */
  failingSince: string | null;
  /**
   * While a rotation overlaps
   */
  previousSecretExpiresAt: string | null;
  /**
   * RFC 3339, in UTC
   */
  createdAt: string;
}
export interface MoveApplicationRequest {
  /**
   * A state of the workflow
   */
  to: string;
  /**
   * One line; kept with the step
   */
  reason?: string;
}
export interface OnboardingWorkflow {
  /**
   * The white label
   */
  id: string;
  /**
   * `direct`: applicants are signed up at once
   */
  mode: 'workflow' | 'direct';
  states: {
    id: string;
    name: string;
    initial: boolean;
    final: boolean;
    /**
     * Whether the applicant becomes a trader with it
     */
    createUser: boolean;
    /**
     * Where an application can be moved from here
     */
    next: string[];
  }[];
}
export interface OneTimeToken {
  /**
   * Works once; it is not shown again
   */
  token: string;
  purpose: 'sign-in' | 'in-app';
  /**
   * RFC 3339, in UTC
   */
  expiresAt: string;
}
export interface OpenAccountRequest {
  /**
   * Of `GET /account-offers`
   */
  offerId: string;
  /**
   * One of the offer’s
   */
  depositCurrency: string;
  /**
   * One of the offer’s; 1:100 is 10000
   */
  leverageInCents: number;
}
export interface OutstandingAgreement {
  /**
   * Of the agreement
   */
  id: string;
  version: string;
  title: string;
  url: string;
  /**
   * SHA-256, in hex
   */
  documentSha256: string | null;
  /**
   * Of what is shown; sign with it
   */
  textSha256: string;
}
export interface PublishAgreementRequest {
  /**
   * Of the agreement; several versions share it
   */
  id: string;
  /**
   * Who signed another one has not signed this
   */
  version: string;
  /**
   * From when on it is demanded; at once when left out
   */
  effectiveAt?: string;
  /**
   * By language, at least in the white label’s default one
   */
  title?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-z]{2}$".
     */
    [k: string]: string | undefined;
  };
  /**
   * One for all languages, or one for each language of the title
   */
  url?:
    | string
    | {
        /**
         * This interface was referenced by `undefined`'s JSON-Schema definition
         * via the `patternProperty` "^[a-z]{2}$".
         */
        [k: string]: string | undefined;
      };
  /**
   * Of what is behind the address; a signature then covers it too
   */
  documentSha256?:
    | string
    | {
        /**
         * SHA-256, in hex
         *
         * This interface was referenced by `undefined`'s JSON-Schema definition
         * via the `patternProperty` "^[a-z]{2}$".
         */
        [k: string]: string | undefined;
      };
  /**
   * Ends the agreement; there is no title and no address then
   */
  withdraws?: true;
}
export interface Referral {
  /**
   * Our id of the user
   */
  id: string;
  /**
   * `null` where the trader came from nobody
   */
  partnerId: string | null;
}
export interface RegisterDeveloperRequest {
  company: string;
  contactName: string;
  email: string;
  website?: string | null;
  /**
   * What the keys are for
   */
  useCase: string;
  /**
   * Where the app wants traders to come back to
   *
   * @maxItems 10
   */
  redirectUris?: string[];
  /**
   * What the keys should be allowed
   *
   * @minItems 1
   */
  scopes: (
    | 'users:read'
    | 'users:write'
    | 'accounts:read'
    | 'accounts:write'
    | 'agreements:read'
    | 'agreements:write'
    | 'one-time-tokens:write'
    | 'in-app-links:write'
    | 'applications:read'
    | 'applications:write'
    | 'developer-registrations:read'
    | 'developer-registrations:write'
    | 'ribbons:write'
    | 'referrals:read'
    | 'referrals:write'
    | 'payments:read'
    | 'webhooks:read'
    | 'webhooks:write'
    | 'privacy-log:read'
  )[];
}
export interface Ribbon {
  color: string;
  title: string;
  enabled: boolean;
  closable: boolean;
  /**
   * One of the two
   */
  action: {
    urlExternal?: string;
    urlinApp?: string;
  };
  /**
   * Shown at this account only
   */
  ctidTraderAccountId?: number;
}
export interface RotateWebhookSecretRequest {
  /**
   * How long the secret before signs too
   */
  overlapSeconds?: number;
}
export interface SetReferralRequest {
  partnerId: string;
}
export interface SetRibbonsRequest {
  /**
   * Empty clears them
   *
   * @maxItems 20
   */
  ribbons: Ribbon[];
}
export interface SetRibbonsResponse {
  /**
   * Empty clears them
   *
   * @maxItems 20
   */
  ribbons: Ribbon[];
  /**
   * Our id of the user
   */
  id: string;
}
export interface SignAgreementRequest {
  agreementId: string;
  version: string;
  /**
   * Of what the trader was shown
   */
  textSha256: string;
  /**
   * In which it was shown
   */
  language: string;
  /**
   * Of the trader, not of your system
   */
  address: string;
  /**
   * As the trader’s browser or app called itself; the first 300 characters are kept
   */
  userAgent: string;
}
/**
 * What is left out stays as it is
 */
export interface UpdateUserRequest {
  firstName?: string | null;
  lastName?: string | null;
  /**
   * ISO 639-1
   */
  preferredLanguage?: string;
}
export interface UpdateWebhookRequest {
  /**
   * https; in sandbox mode also http of this machine
   */
  url?: string;
  /**
   * What it wants to hear of; `null` for everything, also what is added later
   *
   * @minItems 1
   */
  eventTypes?:
    | (
        | 'user.created'
        | 'user.updated'
        | 'user.disabled'
        | 'user.enabled'
        | 'account.opened'
        | 'account.linked'
        | 'payment.created'
        | 'payment.credited'
        | 'payment.failed'
        | 'payment.unconfirmed'
        | 'payment.paid'
        | 'payment.returned'
        | 'agreement.published'
        | 'agreement.signed'
        | 'application.created'
        | 'application.state_changed'
        | 'developer_registration.submitted'
        | 'developer_registration.decided'
        | 'kyc.submitted'
        | 'kyc.decided'
        | 'api_key.expiring'
      )[]
    | null;
  description?: string;
  /**
   * While it is `false` nothing is sent
   */
  enabled?: boolean;
}
export interface UserAgreements {
  /**
   * Our id of the user
   */
  id: string;
  outstanding: OutstandingAgreement[];
  /**
   * The oldest first
   */
  signed: AgreementSignature[];
}
export interface WebhookWithSecret {
  id: string;
  /**
   * https; in sandbox mode also http of this machine
   */
  url: string;
  /**
   * What it wants to hear of; `null` for everything, also what is added later
   *
   * @minItems 1
   */
  eventTypes:
    | (
        | 'user.created'
        | 'user.updated'
        | 'user.disabled'
        | 'user.enabled'
        | 'account.opened'
        | 'account.linked'
        | 'payment.created'
        | 'payment.credited'
        | 'payment.failed'
        | 'payment.unconfirmed'
        | 'payment.paid'
        | 'payment.returned'
        | 'agreement.published'
        | 'agreement.signed'
        | 'application.created'
        | 'application.state_changed'
        | 'developer_registration.submitted'
        | 'developer_registration.decided'
        | 'kyc.submitted'
        | 'kyc.decided'
        | 'api_key.expiring'
      )[]
    | null;
  description: string;
  /**
   * While it is `false` nothing is sent
   */
  enabled: boolean;
  /**
   * `null` while the last try was well
   */
  failingSince: string | null;
  /**
   * While a rotation overlaps
   */
  previousSecretExpiresAt: string | null;
  /**
   * RFC 3339, in UTC
   */
  createdAt: string;
  /**
   * Signs what is sent; it is not shown again
   */
  secret: string;
}
export interface CreateUserInput {
  body: CreateUserRequest;
}
export interface ListUsersInput {
  /**
   * How many at the most
   */
  limit?: number;
  /**
   * `nextCursor` of the page before
   */
  cursor?: string;
  /**
   * Exactly this address, in any case of letters
   */
  email?: string;
  /**
   * The platform’s `userId`
   */
  platformUserId?: number;
}
export interface GetUserInput {
  /**
   * Our id of the user
   */
  userId: string;
}
export interface UpdateUserInput {
  /**
   * Our id of the user
   */
  userId: string;
  body?: UpdateUserRequest;
}
export interface DisableUserInput {
  /**
   * Our id of the user
   */
  userId: string;
}
export interface EnableUserInput {
  /**
   * Our id of the user
   */
  userId: string;
}
export interface EndUserSessionsInput {
  /**
   * Our id of the user
   */
  userId: string;
}
export interface ListReferralsInput {
  /**
   * How many at the most
   */
  limit?: number;
  /**
   * `nextCursor` of the page before
   */
  cursor?: string;
  partnerId: string;
}
export interface GetReferralInput {
  /**
   * Our id of the user
   */
  userId: string;
}
export interface SetReferralInput {
  /**
   * Our id of the user
   */
  userId: string;
  body: SetReferralRequest;
}
export interface RemoveReferralInput {
  /**
   * Our id of the user
   */
  userId: string;
}
export interface ListAccountsInput {
  /**
   * Our id of the user
   */
  userId: string;
  /**
   * How many at the most
   */
  limit?: number;
  /**
   * `nextCursor` of the page before
   */
  cursor?: string;
}
export interface OpenAccountInput {
  /**
   * Our id of the user
   */
  userId: string;
  body: OpenAccountRequest;
}
export interface BindAccountInput {
  /**
   * Our id of the user
   */
  userId: string;
  body: BindAccountRequest;
}
export interface ListAccountOffersInput {
  /**
   * How many at the most
   */
  limit?: number;
  /**
   * `nextCursor` of the page before
   */
  cursor?: string;
}
export interface ListAgreementsInput {
  /**
   * How many at the most
   */
  limit?: number;
  /**
   * `nextCursor` of the page before
   */
  cursor?: string;
}
export interface PublishAgreementInput {
  body: PublishAgreementRequest;
}
export interface GetAgreementInput {
  agreementId: string;
}
export interface GetUserAgreementsInput {
  /**
   * Our id of the user
   */
  userId: string;
  /**
   * ISO 639-1; the user’s own when left out
   */
  language?: string;
}
export interface SignAgreementInput {
  /**
   * Our id of the user
   */
  userId: string;
  body: SignAgreementRequest;
}
export interface CreateOneTimeTokenInput {
  body: CreateOneTimeTokenRequest;
}
export interface CreateInAppLinkInput {
  body: CreateInAppLinkRequest;
}
export interface ListPaymentsInput {
  /**
   * How many at the most
   */
  limit?: number;
  /**
   * `nextCursor` of the page before
   */
  cursor?: string;
  kind?: 'deposit' | 'withdrawal';
  state?:
    | 'created'
    | 'awaiting'
    | 'authorised'
    | 'crediting'
    | 'credited'
    | 'requested'
    | 'debiting'
    | 'debited'
    | 'paying'
    | 'paid'
    | 'returning'
    | 'returned'
    | 'failed'
    | 'unconfirmed';
  /**
   * Our id of the user
   */
  userId?: string;
  /**
   * Of this moment and later; RFC 3339
   */
  createdFrom?: string;
  /**
   * Of before this moment; RFC 3339
   */
  createdBefore?: string;
}
export interface GetPaymentInput {
  paymentId: string;
}
export interface GetWorkflowInput {}
export interface CreateApplicationInput {
  body: CreateApplicationRequest;
}
export interface ListApplicationsInput {
  /**
   * How many at the most
   */
  limit?: number;
  /**
   * `nextCursor` of the page before
   */
  cursor?: string;
  /**
   * A state of the workflow
   */
  state?: string;
  /**
   * Exactly this address, in any case of letters
   */
  email?: string;
}
export interface GetApplicationInput {
  /**
   * Our id of the application
   */
  applicationId: string;
}
export interface MoveApplicationInput {
  /**
   * Our id of the application
   */
  applicationId: string;
  body: MoveApplicationRequest;
}
export interface RegisterDeveloperInput {
  body: RegisterDeveloperRequest;
}
export interface ListDeveloperRegistrationsInput {
  /**
   * How many at the most
   */
  limit?: number;
  /**
   * `nextCursor` of the page before
   */
  cursor?: string;
  state?: 'submitted' | 'approved' | 'refused';
}
export interface GetDeveloperRegistrationInput {
  /**
   * Our id of the registration
   */
  registrationId: string;
}
export interface DecideDeveloperRegistrationInput {
  /**
   * Our id of the registration
   */
  registrationId: string;
  body: DecideDeveloperRegistrationRequest;
}
export interface SetRibbonsInput {
  /**
   * Our id of the user
   */
  userId: string;
  body: SetRibbonsRequest;
}
export interface CreateWebhookInput {
  body: CreateWebhookRequest;
}
export interface ListWebhooksInput {
  /**
   * How many at the most
   */
  limit?: number;
  /**
   * `nextCursor` of the page before
   */
  cursor?: string;
}
export interface GetWebhookInput {
  webhookId: string;
}
export interface UpdateWebhookInput {
  webhookId: string;
  body?: UpdateWebhookRequest;
}
export interface DeleteWebhookInput {
  webhookId: string;
}
export interface RotateWebhookSecretInput {
  webhookId: string;
  body?: RotateWebhookSecretRequest;
}
export interface PingWebhookInput {
  webhookId: string;
}
export interface ListWebhookDeliveriesInput {
  webhookId: string;
  /**
   * How many at the most
   */
  limit?: number;
  /**
   * `nextCursor` of the page before
   */
  cursor?: string;
  /**
   * `dead`: given up after three days
   */
  state?: 'pending' | 'delivered' | 'dead';
}
export interface GetWebhookDeliveryInput {
  webhookId: string;
  deliveryId: string;
}
export interface ResendWebhookDeliveryInput {
  webhookId: string;
  deliveryId: string;
}
export interface ListPrivacyLogInput {
  /**
   * How many at the most
   */
  limit?: number;
  /**
   * `nextCursor` of the page before
   */
  cursor?: string;
  /**
   * Only of this user
   */
  personId?: string;
}
export interface GetLimitsInput {}

/** What each operation takes and gives. */
export interface Operations {
  createUser: { input: CreateUserInput; answer: User };
  listUsers: { input: ListUsersInput; answer: ListUsersResponse };
  getUser: { input: GetUserInput; answer: User };
  updateUser: { input: UpdateUserInput; answer: User };
  disableUser: { input: DisableUserInput; answer: User };
  enableUser: { input: EnableUserInput; answer: User };
  endUserSessions: { input: EndUserSessionsInput; answer: undefined };
  listReferrals: { input: ListReferralsInput; answer: ListReferralsResponse };
  getReferral: { input: GetReferralInput; answer: Referral };
  setReferral: { input: SetReferralInput; answer: Referral };
  removeReferral: { input: RemoveReferralInput; answer: undefined };
  listAccounts: { input: ListAccountsInput; answer: ListAccountsResponse };
  openAccount: { input: OpenAccountInput; answer: Account };
  bindAccount: { input: BindAccountInput; answer: Account };
  listAccountOffers: { input: ListAccountOffersInput; answer: ListAccountOffersResponse };
  listAgreements: { input: ListAgreementsInput; answer: ListAgreementsResponse };
  publishAgreement: { input: PublishAgreementInput; answer: Agreement };
  getAgreement: { input: GetAgreementInput; answer: Agreement };
  getUserAgreements: { input: GetUserAgreementsInput; answer: UserAgreements };
  signAgreement: { input: SignAgreementInput; answer: AgreementSignature };
  createOneTimeToken: { input: CreateOneTimeTokenInput; answer: OneTimeToken };
  createInAppLink: { input: CreateInAppLinkInput; answer: InAppLink };
  listPayments: { input: ListPaymentsInput; answer: ListPaymentsResponse };
  getPayment: { input: GetPaymentInput; answer: Payment };
  getWorkflow: { input: GetWorkflowInput; answer: OnboardingWorkflow };
  createApplication: { input: CreateApplicationInput; answer: Application };
  listApplications: { input: ListApplicationsInput; answer: ListApplicationsResponse };
  getApplication: { input: GetApplicationInput; answer: Application };
  moveApplication: { input: MoveApplicationInput; answer: Application };
  registerDeveloper: { input: RegisterDeveloperInput; answer: DeveloperRegistrationReceipt };
  listDeveloperRegistrations: { input: ListDeveloperRegistrationsInput; answer: ListDeveloperRegistrationsResponse };
  getDeveloperRegistration: { input: GetDeveloperRegistrationInput; answer: DeveloperRegistration };
  decideDeveloperRegistration: { input: DecideDeveloperRegistrationInput; answer: DecidedDeveloperRegistration };
  setRibbons: { input: SetRibbonsInput; answer: SetRibbonsResponse };
  createWebhook: { input: CreateWebhookInput; answer: WebhookWithSecret };
  listWebhooks: { input: ListWebhooksInput; answer: ListWebhooksResponse };
  getWebhook: { input: GetWebhookInput; answer: Webhook };
  updateWebhook: { input: UpdateWebhookInput; answer: Webhook };
  deleteWebhook: { input: DeleteWebhookInput; answer: undefined };
  rotateWebhookSecret: { input: RotateWebhookSecretInput; answer: WebhookWithSecret };
  pingWebhook: { input: PingWebhookInput; answer: WebhookDelivery };
  listWebhookDeliveries: { input: ListWebhookDeliveriesInput; answer: ListWebhookDeliveriesResponse };
  getWebhookDelivery: { input: GetWebhookDeliveryInput; answer: WebhookDelivery };
  resendWebhookDelivery: { input: ResendWebhookDeliveryInput; answer: WebhookDelivery };
  listPrivacyLog: { input: ListPrivacyLogInput; answer: ListPrivacyLogResponse };
  getLimits: { input: GetLimitsInput; answer: GetLimitsResponse };
}

export type ErrorCode = ErrorBody['error']['code'];
