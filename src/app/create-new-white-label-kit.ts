import { createHash, randomInt } from 'node:crypto';
import { newBrokerDefaults } from '../config/new-broker-defaults.ts';
import type { NewBroker, NewWhiteLabelKit } from '../entrypoints/admin/white-labels/new-white-label-kit.ts';
import { SPARE_MANAGERS, spareManagerPassword } from '../lib/spare-managers.ts';
import type { Parts } from './open-parts.ts';

const TELL_WITHIN_MS = 5000;

/** In sandbox mode the simulator takes new white labels, so that one gets through without knowing anything of a platform. */
export function createNewWhiteLabelKit({ settings, log }: Parts): NewWhiteLabelKit {
  const { mode, simulatorUrl } = settings;
  const defaults = newBrokerDefaults();
  if (mode !== 'sandbox') {
    const payments = { ...defaults.payments, cashier: { kind: 'off' } as const };
    return { defaults: { ...defaults, payments }, offerSandboxPlatform: null, introduce: async () => {} };
  }
  return {
    defaults,
    offerSandboxPlatform() {
      const managerLogin = randomInt(SPARE_MANAGERS.first, SPARE_MANAGERS.last + 1);
      return { baseUrl: simulatorUrl, managerLogin, managerPassword: spareManagerPassword(managerLogin) };
    },
    async introduce(broker) {
      if (URL.parse(broker.platform.baseUrl)?.origin !== new URL(simulatorUrl).origin) return;
      try {
        await tell(`${simulatorUrl}/control/brokers`, broker);
      } catch (error) {
        // The white label is there all the same.
        log.warn(
          { broker: broker.brokerName, reason: String(error) },
          'the simulator does not know the new white label',
        );
      }
    },
  };
}

/** Only what a platform would be told of its brokers. */
async function tell(address: string, { platform, screens, payments, ...broker }: NewBroker): Promise<void> {
  const { brokerName, brokerCrmName, displayName, platformPassword } = broker;
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ brokerName, brokerCrmName, displayName, platformPassword },
      managerLogin: platform.managerLogin,
      managerPasswordMd5: createHash('md5').update(platform.managerPassword).digest('hex'),
      languages: screens.languages,
      cashierSecret: payments.cashier.kind === 'redirect' ? payments.cashier.secret : null,
    }),
    signal: AbortSignal.timeout(TELL_WITHIN_MS),
  });
  if (!response.ok) throw new Error(`it answers ${response.status}`);
}
