import type { Broker } from '../brokers/broker.ts';
import type { BridgeEvent } from '../events/bridge-event.ts';
import type { AgreementsDependencies } from './agreements-dependencies.ts';
import type { ShownAgreement } from './shown-agreement.ts';
import type { Signature } from './signature.ts';
import type { NewSignature } from './signature-store.ts';

/** Who signed, and how that is known. */
export type Evidence = Pick<Signature, 'userId' | 'language' | 'address' | 'userAgent' | 'apiKeyId'>;

const MAX_USER_AGENT_LENGTH = 300;

/** For an import, of which nobody is told. */
export function toSignature(
  { brokerName }: Broker,
  { id, version, textSha256 }: ShownAgreement,
  { userId, language, address, userAgent, apiKeyId }: Evidence,
  { signedAtMs, reportedAtMs = null }: { readonly signedAtMs: number; readonly reportedAtMs?: number | null },
): Signature {
  return {
    ...{ brokerName, userId, agreementId: id, version, language, textSha256, signedAtMs, address },
    userAgent: userAgent
      .slice(0, MAX_USER_AGENT_LENGTH)
      .toWellFormed()
      .replace(/\p{Cc}/gu, ''),
    ...{ reportedAtMs, apiKeyId },
  };
}

/** A signature of now, and the event that tells of it. */
export function newSignature(
  { clock, newEvent }: Pick<AgreementsDependencies, 'clock' | 'newEvent'>,
  broker: Broker,
  shown: ShownAgreement,
  evidence: Evidence,
): NewSignature {
  const signature = toSignature(broker, shown, evidence, { signedAtMs: clock.nowMs() });
  return { signature, event: toldOfSignature({ newEvent }, broker, signature) };
}

/** The event that tells of a signature. */
export function toldOfSignature(
  { newEvent }: Pick<AgreementsDependencies, 'newEvent'>,
  broker: Broker,
  { userId, agreementId, version, apiKeyId }: Signature,
): BridgeEvent {
  return newEvent(broker, 'agreement.signed', userId, { userId, agreementId, version, apiKeyId });
}
