import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AgreementsDependencies } from './agreements-dependencies.ts';
import { listAgreements } from './agreements-in-force.ts';
import { showAgreement } from './show-agreement.ts';
import type { Signature } from './signature.ts';
import { type Evidence, newSignature } from './to-signature.ts';

/** What a system of the broker's saw a trader agree to. */
export interface SignedElsewhere extends Evidence {
  readonly agreementId: string;
  readonly version: string;
  /** Of what the trader was shown. */
  readonly textSha256: string;
}

/**
 * Notes one signature. A version that is still to come can be signed, one that is over cannot.
 *
 * @returns The signature that counts: an earlier one of the same version, if there is one.
 * @throws `agreement_unknown`, `agreement_changed`
 */
export async function signForUser(
  dependencies: AgreementsDependencies,
  broker: Broker,
  { agreementId, version, textSha256, ...evidence }: SignedElsewhere,
): Promise<Signature> {
  const { store, clock } = dependencies;
  const isMeant = ({ id, version: other }: { id: string; version: string }) => id === agreementId && other === version;
  const listed = listAgreements(broker.agreements, clock.nowMs()).find(({ agreement }) => isMeant(agreement));
  if (!listed || listed.agreement.withdraws) throw new BridgeError('agreement_unknown');
  const findSigned = async () =>
    (await store.listByUser(broker.brokerName, evidence.userId)).find((signature) =>
      isMeant({ id: signature.agreementId, version: signature.version }),
    );
  const earlier = await findSigned();
  if (earlier) return earlier;
  const shown = showAgreement(broker, listed.agreement, evidence.language);
  if (listed.state === 'superseded') throw new BridgeError('agreement_changed', { field: 'version' });
  if (shown.textSha256 !== textSha256) throw new BridgeError('agreement_changed', { field: 'textSha256' });
  const signed = newSignature(dependencies, broker, shown, evidence);
  await store.add([signed]);
  // Another process may have been first.
  return (await findSigned()) ?? signed.signature;
}
