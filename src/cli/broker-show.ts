import type { Command } from 'commander';
import type { Broker, RetiredCashierSecret } from '../domain/brokers/broker.ts';
import { print } from './print.ts';
import { withApp } from './with-app.ts';
import { writtenAgreement } from './written-agreement.ts';

export function registerBrokerShow(broker: Command): void {
  broker
    .command('show')
    .description('Show one broker, without its secrets.')
    .argument('<brokerName>')
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, options: { json?: boolean }) => {
      const shown = await withApp(async (app) => {
        await app.start();
        const found = app.brokers.get(brokerName);
        const clients = (await app.oidcClients.list(found)).map(({ id }) => id);
        return { ...withoutSecrets(found), clients };
      });
      print(shown, options, JSON.stringify(shown, null, 2));
    });
}

/** Hashes and sealed secrets stay where they are. */
function withoutSecrets({ platform, platformPasswords, payments, agreements, ...broker }: Broker) {
  const { sealedManagerPassword: _sealed, ...connection } = platform;
  return {
    id: broker.brokerName,
    ...broker,
    platform: connection,
    agreements: agreements.map(writtenAgreement),
    payments: {
      ...payments,
      cashier: { ...payments.cashier, sealedSecret: undefined },
      retiredCashierSecrets: payments.retiredCashierSecrets.map(isoTimesOf),
    },
    platformPasswords: platformPasswords.map(({ id, createdAtMs, expiresAtMs }) => ({
      id,
      createdAt: new Date(createdAtMs).toISOString(),
      expiresAt: expiresAtMs === null ? null : new Date(expiresAtMs).toISOString(),
    })),
  };
}

function isoTimesOf({ retiredAtMs, endsAtMs }: RetiredCashierSecret) {
  return { retiredAt: new Date(retiredAtMs).toISOString(), endsAt: new Date(endsAtMs).toISOString() };
}
