import type Provider from 'oidc-provider';
import type { Broker } from '../../domain/brokers/broker.ts';
import type { Telemetry } from '../../lib/telemetry.ts';

/** Counts what an issuer hands out, and what is redeemed of it. */
export function countTokens(provider: Provider, telemetry: Telemetry, { brokerName }: Broker): void {
  provider.on('access_token.saved', () => telemetry.tokenIssued('app-access', brokerName));
  provider.on('access_token.issued', () => telemetry.tokenIssued('app-access', brokerName));
  provider.on('client_credentials.saved', () => telemetry.tokenIssued('app-client', brokerName));
  provider.on('client_credentials.issued', () => telemetry.tokenIssued('app-client', brokerName));
  provider.on('refresh_token.saved', () => telemetry.tokenIssued('app-refresh', brokerName));
  provider.on('authorization_code.saved', () => telemetry.tokenIssued('app-code', brokerName));
  provider.on('authorization_code.consumed', () => telemetry.tokenRedeemed('app-code', 'taken', brokerName));
  provider.on('refresh_token.consumed', () => telemetry.tokenRedeemed('app-refresh', 'taken', brokerName));
}
