import type { Broker as WholeBroker } from '../../../domain/brokers/broker.ts';
import { faultOfWebAddress } from '../../../lib/is-web-address.ts';
import { successAddress } from '../../../lib/success-address.ts';
import { checkUrlTemplate, fillUrlTemplate } from '../../../lib/url-template.ts';

type Broker = Pick<WholeBroker, 'brokerName' | 'brokerCrmName'> & {
  readonly screens: Pick<WholeBroker['screens'], 'defaultLanguage'>;
};

/** `success` is no template: the token is put to its query. */
export const TEMPLATE_KINDS = ['action', 'cashier', 'success'] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

export function isTemplateKind(kind: string): kind is TemplateKind {
  return TEMPLATE_KINDS.some((one) => one === kind);
}

export interface AddressPreview {
  /** `null` where the template is not good. */
  readonly address: string | null;
  readonly fault: string | null;
  readonly samples: Readonly<Record<string, string>>;
}

/** What a template becomes, made as the real addresses are, of values that nobody has. */
export function previewAddress(broker: Broker, template: string, kind: TemplateKind): AddressPreview {
  if (kind === 'success') return previewSuccess(template);
  const samples = SAMPLES[kind](broker);
  const fault = checkUrlTemplate(template, Object.keys(samples)) ?? null;
  return { address: fault === null ? fillUrlTemplate(template, samples) : null, fault, samples };
}

function previewSuccess(successUrl: string): AddressPreview {
  const fault = faultOfWebAddress(successUrl) ?? null;
  return {
    address: fault === null ? successAddress(successUrl, SAMPLE_TOKEN) : null,
    fault,
    samples: { token: SAMPLE_TOKEN },
  };
}

const SAMPLE_TOKEN = 'sample-one-time-token';

const look = ({ screens }: Broker) => ({ lang: screens.defaultLanguage, theme: 'light', accountId: '1234567' });
const names = ({ brokerName, brokerCrmName }: Broker) => ({ brokerName, brokerCrmName });

const SAMPLES: Readonly<Record<Exclude<TemplateKind, 'success'>, (broker: Broker) => Record<string, string>>> = {
  action: (broker) => ({ ...names(broker), otToken: SAMPLE_TOKEN, ...look(broker), source: 'Web' }),
  cashier: (broker) => ({
    ...names(broker),
    ...{ paymentId: '42', amount: '250.00', currency: 'EUR' },
    ...look(broker),
    ...{ returnUrl: 'https://sso.example/inapp/deposit', signature: 'sample-signature' },
  }),
};
