import type { BrokersFile } from '../../src/config/seed-file-types.ts';

const AGREEMENTS = [
  {
    id: 'terms',
    version: '1',
    title: { en: 'Terms of business for clients of the brokerage' },
    url: 'https://broker.example/terms',
  },
];

/** Gives a white label everything that makes its sign-up long. */
export function seedAllSteps(brokerName: string) {
  return (file: BrokersFile): BrokersFile => ({
    ...file,
    brokers: file.brokers.map((broker) =>
      broker.brokerName === brokerName ? { ...broker, agreements: AGREEMENTS, firstAccount: null } : broker,
    ),
  });
}
