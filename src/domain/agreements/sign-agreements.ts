import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { BridgeEvent } from '../events/bridge-event.ts';
import type { AgreementsDependencies } from './agreements-dependencies.ts';
import type { FindOutstanding } from './outstanding-agreements.ts';
import { showAgreement } from './show-agreement.ts';
import type { NewSignature } from './signature-store.ts';
import { newSignature, toldOfSignature } from './to-signature.ts';

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

/** @throws `agreement_missing` with the id of the agreement as the field */
export async function signAgreements(
  dependencies: AgreementsDependencies,
  findOutstanding: FindOutstanding,
  broker: Broker,
  form: SigningForm,
): Promise<void> {
  await dependencies.store.add(await signaturesOf(dependencies, findOutstanding, broker, form));
}

/**
 * The same for a user who is about to be made: the signatures come first, so that no user of a sign-up is without, and are
 * told of when there is a user whom they are of.
 *
 * @returns What happened, of an earlier try too, to be written with the user.
 * @throws `agreement_missing` with the id of the agreement as the field
 */
export async function signAhead(
  dependencies: AgreementsDependencies,
  findOutstanding: FindOutstanding,
  broker: Broker,
  form: SigningForm,
): Promise<readonly BridgeEvent[]> {
  const { store } = dependencies;
  const signatures = await signaturesOf(dependencies, findOutstanding, broker, form);
  await store.add(signatures.map(({ signature }) => ({ signature, event: null })));
  const signed = await store.listByUser(broker.brokerName, form.userId);
  return signed.map((signature) => toldOfSignature(dependencies, broker, signature));
}

async function signaturesOf(
  dependencies: AgreementsDependencies,
  findOutstanding: FindOutstanding,
  broker: Broker,
  { ticked, ...form }: SigningForm,
): Promise<NewSignature[]> {
  const outstanding = await findOutstanding(broker, form.userId);
  const shown = outstanding.map((agreement) => showAgreement(broker, agreement, form.language));
  const missing = shown.find(({ id, textSha256 }) => ticked[id] !== textSha256);
  if (missing) throw new BridgeError('agreement_missing', { field: missing.id });
  return shown.map((agreement) => newSignature(dependencies, broker, agreement, { ...form, apiKeyId: null }));
}
