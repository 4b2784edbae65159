import type { AgreementSetting } from '../../../domain/brokers/broker.ts';
import { BridgeError, isBridgeError } from '../../../errors/bridge-error.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiCall, BrokerApiReply } from '../broker-api-route.ts';
import { showAgreementVersions } from './show-agreement-versions.ts';

/** As the schema has seen to it: a document or a withdrawal. */
type NewVersion = AgreementSetting & { readonly effectiveAt?: string };

export function postAgreements({ agreements, brokers }: BrokerApiDependencies) {
  return async ({ broker, body, key }: BrokerApiCall): Promise<BrokerApiReply> => {
    const { effectiveAt, ...version } = body as unknown as NewVersion;
    const timed = effectiveAt === undefined ? version : { ...version, effectiveAtMs: Date.parse(effectiveAt) };
    try {
      await agreements.publish(broker, timed, { kind: 'api-key', id: key.id });
    } catch (error) {
      // The field as the caller knows it.
      if (!isBridgeError(error, 'agreement_invalid') || error.field !== 'effectiveAtMs') throw error;
      throw new BridgeError('agreement_invalid', { field: 'effectiveAt', cause: error });
    }
    const shown = showAgreementVersions(agreements.list(brokers.get(broker.brokerName)));
    return { body: shown.find(({ id }) => id === version.id) ?? {} };
  };
}
