import { accountSamples } from '../account/sample-calls.ts';
import { agreementSamples } from '../agreements/sample-calls.ts';
import { apiKeySamples } from '../api-keys/sample-calls.ts';
import { cloneSamples } from '../clones/sample-calls.ts';
import { conformanceSamples } from '../conformance/sample-calls.ts';
import { historySamples } from '../history/sample-calls.ts';
import { kycSamples } from '../kyc/sample-calls.ts';
import { linkSamples } from '../links/sample-calls.ts';
import { logSamples } from '../logs/sample-calls.ts';
import { oidcClientSamples } from '../oidc-clients/sample-calls.ts';
import { overviewSamples } from '../overview/sample-calls.ts';
import { paymentSamples } from '../payments/sample-calls.ts';
import { sessionSamples } from '../session/sample-calls.ts';
import { settingsSamples } from '../settings/sample-calls.ts';
import { staffSamples } from '../staff/sample-calls.ts';
import { transferSamples } from '../transfer/sample-calls.ts';
import { userSamples } from '../users/sample-calls.ts';
import { webhookSamples } from '../webhooks/sample-calls.ts';
import { whiteLabelSamples } from '../white-labels/sample-calls.ts';
import type { AdminSamples } from './admin-sample.ts';

/** One of every operation: **a new one needs a line** in the `sample-calls.ts` of its area. */
export const ADMIN_SAMPLES: AdminSamples = {
  ...conformanceSamples,
  ...agreementSamples,
  ...apiKeySamples,
  ...cloneSamples,
  ...historySamples,
  ...transferSamples,
  ...oidcClientSamples,
  ...overviewSamples,
  ...settingsSamples,
  ...logSamples,
  ...sessionSamples,
  ...webhookSamples,
  ...linkSamples,
  ...accountSamples,
  ...staffSamples,
  ...kycSamples,
  ...paymentSamples,
  ...userSamples,
  ...whiteLabelSamples,
};
