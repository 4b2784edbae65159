import type { Settings } from '../config/load-settings.ts';
import type { BrokersFile } from '../config/seed-file-types.ts';

/** What a newcomer needs to know: addresses, a login, and one call to try. */
export function printPanel(settings: Settings, { brokers, staff = [] }: BrokersFile, withSimulator: boolean): void {
  const { publicUrl, simulatorUrl } = settings;
  const lines = [
    '',
    `  Drawbridge      ${publicUrl}   (sandbox)`,
    `  For developers  ${publicUrl}/docs   (the broker API, with a key below)`,
    ...(withSimulator
      ? [
          `  Simulator       ${simulatorUrl}`,
          `  OpenID app      ${simulatorUrl}/oidc   (log in with OpenID Connect)`,
          `  Mailbox         ${simulatorUrl}/mailbox   (mail to traders)`,
        ]
      : []),
    '',
    '  Log in as a trader:',
    ...brokers.map(
      ({ brokerName, brokerCrmName }) =>
        `    ${publicUrl}/auth/login?brokerName=${brokerName}&brokerCrmName=${brokerCrmName}`,
    ),
    ...loginLine(brokers[0]?.traders[0]),
    ...consoleLines(publicUrl, staff[0]),
    ...curlLines(publicUrl, brokers[0]),
    ...keyLines(publicUrl, brokers[0]?.apiKeys),
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function loginLine(trader: { email: string; password: string } | undefined): string[] {
  return trader ? [`    with ${trader.email} / ${trader.password}`] : [];
}

function consoleLines(publicUrl: string, member: { email: string; password: string } | undefined): string[] {
  if (!member) return [];
  return ['', '  Administer it in the console:', `    ${publicUrl}/admin`, ...loginLine(member)];
}

function curlLines(publicUrl: string, broker: { brokerName: string; platformPassword: string } | undefined): string[] {
  if (!broker) return [];
  return [
    '',
    '  Ask for a crmApiToken, as a trading platform does (call 4.1):',
    `    curl -s ${publicUrl}/b/${broker.brokerName}/oauth2/crmApiToken \\`,
    `      -d '{"password":"${broker.platformPassword}"}'`,
  ];
}

function keyLines(publicUrl: string, apiKeys: BrokersFile['brokers'][number]['apiKeys'] = []): string[] {
  const key = apiKeys.find(({ secret }) => secret !== undefined);
  if (!key) return [];
  return [
    '',
    '  Call the broker API, as the broker’s own systems do:',
    `    curl -s ${publicUrl}/broker-api/v1/limits -H 'Authorization: Bearer ${key.key}'`,
  ];
}
