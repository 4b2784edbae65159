import { accountRoutes } from './accounts/routes.ts';
import { agreementRoutes } from './agreements/routes.ts';
import { applicationRoutes } from './applications/routes.ts';
import type { BrokerApiDependencies } from './broker-api-dependencies.ts';
import type { BrokerApiRoute } from './broker-api-route.ts';
import { developerRegistrationRoutes } from './developer-registrations/routes.ts';
import { inAppLinkRoutes } from './in-app-links/routes.ts';
import { limitRoutes } from './limits/routes.ts';
import { oneTimeTokenRoutes } from './one-time-tokens/routes.ts';
import { paymentRoutes } from './payments/routes.ts';
import { privacyLogRoutes } from './privacy-log/routes.ts';
import { referralRoutes } from './referrals/routes.ts';
import { ribbonRoutes } from './ribbons/routes.ts';
import { userRoutes } from './users/routes.ts';
import { webhookRoutes } from './webhooks/routes.ts';

/** Every operation of the broker API. */
export function brokerApiRoutes(dependencies: BrokerApiDependencies): BrokerApiRoute[] {
  return [
    ...userRoutes(dependencies),
    ...referralRoutes(dependencies),
    ...accountRoutes(dependencies),
    ...agreementRoutes(dependencies),
    ...oneTimeTokenRoutes(dependencies),
    ...inAppLinkRoutes(dependencies),
    ...paymentRoutes(dependencies),
    ...applicationRoutes(dependencies),
    ...developerRegistrationRoutes(dependencies),
    ...ribbonRoutes(dependencies),
    ...webhookRoutes(dependencies),
    ...privacyLogRoutes(dependencies),
    ...limitRoutes(),
  ];
}
