import { createHash, randomInt } from 'node:crypto';
import { newBrokerDefaults } from '../config/new-broker-defaults.ts';
import type { NewBroker, NewWhiteLabelKit } from '../entrypoints/admin/white-labels/new-white-label-kit.ts';
import { SPARE_MANAGERS, spareManagerPassword } from '../lib/spare-managers.ts';
import type { Parts } from './open-parts.ts';

const TELL_WITHIN_MS = 5000;

/** In sandbox mode the simulator takes new white labels, so that one gets through without knowing anything of a platform. */
export function createNewWhiteLabelKit({ settings, log }: Parts, languages: readonly string[]): NewWhiteLabelKit {
  const { mode, simulatorUrl } = settings;
  const defaults = newBrokerDefaults();
  if (mode !== 'sandbox') {
    const payments = { ...defaults.payments, cashier: { kind: 'off' } as const };
    return {
      defaults: { ...defaults, payments },
      languages,
      offerSandboxSettings: null,
      appInSimulator: () => null,
      introduce: async () => {},
    };
  }
  const isOfSimulator = (baseUrl: string) => URL.parse(baseUrl)?.origin === new URL(simulatorUrl).origin;
  return {
    defaults,
    languages,
    offerSandboxSettings: () => sandboxSettings(simulatorUrl, languages),
    appInSimulator: ({ brokerName, platform }) =>
      isOfSimulator(platform.baseUrl) ? `${simulatorUrl}/open?broker=${encodeURIComponent(brokerName)}` : null,
    async introduce(broker) {
      if (!isOfSimulator(broker.platform.baseUrl)) return;
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

/** As those of the example brokers. */
function sandboxSettings(simulatorUrl: string, languages: readonly string[]): object {
  const managerLogin = randomInt(SPARE_MANAGERS.first, SPARE_MANAGERS.last + 1);
  const account = {
    ...{ environment: 'demo', groupName: 'demo', accountType: 'HEDGED' },
    ...{ totalMarginCalculationType: 'MAX', accessRights: 'FULL_ACCESS', openingBalanceMinor: 1_000_000 },
  };
  return {
    platform: { baseUrl: simulatorUrl, managerLogin, managerPassword: spareManagerPassword(managerLogin) },
    screens: {
      ...{ successUrl: `${simulatorUrl}/callback/success`, frameOrigins: [simulatorUrl] },
      embeddedPlatformUrl: `${simulatorUrl}/info?source=web&token={otToken}&lang={lang}&acc={accountId}`,
      ...{ defaultLanguage: 'en', languages: ['en', ...languages.filter((language) => language !== 'en')] },
    },
    firstAccount: { ...account, depositCurrency: 'EUR', leverageInCents: 10_000 },
    accountOffers: [{ ...account, id: 'demo', depositCurrencies: ['EUR', 'USD'], leveragesInCents: [10_000, 50_000] }],
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
