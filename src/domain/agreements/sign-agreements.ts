import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AgreementsDependencies } from './agreements-dependencies.ts';
import { showAgreements } from './show-agreements.ts';

/** A form with ticks. */
export interface SigningForm {
  readonly userId: string;
  /** In which the agreements were shown. */
  readonly language: string;
  /** By the agreement's id, the `textSha256` of what was ticked. */
  readonly ticked: Readonly<Record<string, unknown>>;
  readonly address: string;
  readonly userAgent: string;
}

const MAX_USER_AGENT_LENGTH = 300;

/** @throws `agreement_missing` with the id of the agreement as the field */
export async function signAgreements(
  { store, clock }: AgreementsDependencies,
  broker: Broker,
  { userId, language, ticked, address, userAgent }: SigningForm,
): Promise<void> {
  const agreements = showAgreements(broker, language);
  const missing = agreements.find(({ id, textSha256 }) => ticked[id] !== textSha256);
  if (missing) throw new BridgeError('agreement_missing', { field: missing.id });
  const evidence = {
    ...{ userId, language, address, brokerName: broker.brokerName },
    userAgent: userAgent
      .slice(0, MAX_USER_AGENT_LENGTH)
      .toWellFormed()
      .replace(/\p{Cc}/gu, ''),
    ...{ signedAtMs: clock.nowMs(), reportedAtMs: null },
  };
  await store.add(
    agreements.map(({ id, version, textSha256 }) => ({ ...evidence, agreementId: id, version, textSha256 })),
  );
}
