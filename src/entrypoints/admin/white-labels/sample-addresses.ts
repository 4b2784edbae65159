import type { Broker as WholeBroker } from '../../../domain/brokers/broker.ts';
import { checkUrlTemplate, fillUrlTemplate } from '../../../lib/url-template.ts';

type Broker = Pick<WholeBroker, 'brokerName' | 'brokerCrmName'> & {
  readonly screens: Pick<WholeBroker['screens'], 'defaultLanguage'>;
};

export type TemplateKind = 'action' | 'cashier';

export interface AddressPreview {
  /** `null` where the template is not good. */
  readonly address: string | null;
  readonly fault: string | null;
  readonly samples: Readonly<Record<string, string>>;
}

/** What a template becomes, made as the real addresses are, of values that nobody has. */
export function previewAddress(broker: Broker, template: string, kind: TemplateKind): AddressPreview {
  const samples = SAMPLES[kind](broker);
  const fault = checkUrlTemplate(template, Object.keys(samples)) ?? null;
  return { address: fault === null ? fillUrlTemplate(template, samples) : null, fault, samples };
}

const look = ({ screens }: Broker) => ({ lang: screens.defaultLanguage, theme: 'light', accountId: '1234567' });
const names = ({ brokerName, brokerCrmName }: Broker) => ({ brokerName, brokerCrmName });

const SAMPLES: Readonly<Record<TemplateKind, (broker: Broker) => Record<string, string>>> = {
  action: (broker) => ({ ...names(broker), otToken: 'sample-one-time-token', ...look(broker), source: 'Web' }),
  cashier: (broker) => ({
    ...names(broker),
    ...{ paymentId: '42', amount: '250.00', currency: 'EUR' },
    ...look(broker),
    ...{ returnUrl: 'https://sso.example/inapp/deposit', signature: 'sample-signature' },
  }),
};
