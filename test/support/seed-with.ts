import type { BrokersFile, SeedBroker, SeedOpenAccountOffer } from '../../src/config/seed-file-types.ts';

/** For `seed` of a test bridge: the example file with some settings of one broker changed. */
export function seedWith(brokerName: string, changes: Partial<SeedBroker>): (file: BrokersFile) => BrokersFile {
  return (file) => ({
    ...file,
    brokers: file.brokers.map((broker) => (broker.brokerName === brokerName ? { ...broker, ...changes } : broker)),
  });
}

/** Offers that differ in everything a trader can choose. */
export const SAMPLE_OFFERS: readonly SeedOpenAccountOffer[] = [
  {
    id: 'live-hedged',
    environment: 'live',
    groupName: 'live_group',
    accountType: 'HEDGED',
    depositCurrencies: ['EUR', 'USD'],
    leveragesInCents: [3000, 10000],
    totalMarginCalculationType: 'MAX',
    accessRights: 'FULL_ACCESS',
    openingBalanceMinor: 0,
  },
  {
    id: 'demo-netted',
    environment: 'demo',
    groupName: 'demo_group',
    accountType: 'NETTED',
    depositCurrencies: ['USD'],
    leveragesInCents: [50000],
    totalMarginCalculationType: 'SUM',
    accessRights: 'FULL_ACCESS',
    openingBalanceMinor: 1_000_000,
  },
];

export const SAMPLE_AGREEMENTS = [
  {
    id: 'terms',
    version: '1',
    title: { en: 'Client agreement', de: 'Kundenvertrag' },
    url: 'https://broker.example/t',
  },
  { id: 'privacy', version: '3.1', title: { en: 'Privacy notice' }, url: 'https://broker.example/p' },
] as const;
