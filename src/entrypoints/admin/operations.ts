import { type AccountOperations, accountOperations } from './account/operations.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import type { AdminOperation } from './admin-operation.ts';
import { type AgreementOperations, agreementOperations } from './agreements/operations.ts';
import { type ApiKeyOperations, apiKeyOperations } from './api-keys/operations.ts';
import { type CloneOperations, cloneOperations } from './clones/operations.ts';
import { type ConformanceOperations, conformanceOperations } from './conformance/operations.ts';
import type { Csrf } from './csrf.ts';
import { type HistoryOperations, historyOperations } from './history/operations.ts';
import { type KycOperations, kycOperations } from './kyc/operations.ts';
import { type LinkOperations, linkOperations } from './links/operations.ts';
import { type LogOperations, logOperations } from './logs/operations.ts';
import { type OidcClientOperations, oidcClientOperations } from './oidc-clients/operations.ts';
import { type OverviewOperations, overviewOperations } from './overview/operations.ts';
import { type PaymentOperations, paymentOperations } from './payments/operations.ts';
import { type SessionOperations, sessionOperations } from './session/operations.ts';
import { type PasskeySignInOperations, passkeySignInOperations } from './session/passkey-operations.ts';
import { type UpstreamOperations, upstreamOperations } from './session/upstream-operations.ts';
import { type SettingsOperations, settingsOperations } from './settings/operations.ts';
import { type StaffOperations, staffOperations } from './staff/operations.ts';
import { type TransferOperations, transferOperations } from './transfer/operations.ts';
import { type UserOperations, userOperations } from './users/operations.ts';
import { type WebhookOperations, webhookOperations } from './webhooks/operations.ts';
import { type WhiteLabelOperations, whiteLabelOperations } from './white-labels/operations.ts';

/** Every operation, by resource and name, so that pages can carry them out; `allOperations` is the table. */
export interface AdminOperations {
  readonly conformance: ConformanceOperations;
  readonly session: SessionOperations & PasskeySignInOperations & UpstreamOperations;
  readonly links: LinkOperations;
  readonly account: AccountOperations;
  readonly staff: StaffOperations;
  readonly whiteLabels: WhiteLabelOperations;
  readonly history: HistoryOperations;
  readonly clones: CloneOperations;
  readonly transfer: TransferOperations;
  readonly oidcClients: OidcClientOperations;
  readonly apiKeys: ApiKeyOperations;
  readonly agreements: AgreementOperations;
  readonly webhooks: WebhookOperations;
  readonly overview: OverviewOperations;
  readonly users: UserOperations;
  readonly payments: PaymentOperations;
  readonly kyc: KycOperations;
  readonly logs: LogOperations;
  readonly settings: SettingsOperations;
}

export function createOperations(dependencies: AdminDependencies, csrf: Csrf): AdminOperations {
  return {
    conformance: conformanceOperations(dependencies),
    session: {
      ...sessionOperations(dependencies, csrf),
      ...passkeySignInOperations(dependencies, csrf),
      ...upstreamOperations(dependencies, csrf),
    },
    links: linkOperations(dependencies, csrf),
    account: accountOperations(dependencies, csrf),
    staff: staffOperations(dependencies),
    whiteLabels: whiteLabelOperations(dependencies),
    history: historyOperations(dependencies),
    clones: cloneOperations(dependencies),
    transfer: transferOperations(dependencies),
    oidcClients: oidcClientOperations(dependencies),
    apiKeys: apiKeyOperations(dependencies),
    agreements: agreementOperations(dependencies),
    webhooks: webhookOperations(dependencies),
    overview: overviewOperations(dependencies),
    users: userOperations(dependencies),
    payments: paymentOperations(dependencies),
    kyc: kycOperations(dependencies),
    logs: logOperations(dependencies),
    settings: settingsOperations(dependencies),
  };
}

/** The table: all that is mounted, tested and described. */
export function allOperations(operations: AdminOperations): AdminOperation[] {
  return Object.values(operations).flatMap((group): AdminOperation[] => Object.values(group));
}
