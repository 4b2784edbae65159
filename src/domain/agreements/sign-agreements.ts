import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AgreementsDependencies } from './agreements-dependencies.ts';
import type { FindOutstanding } from './outstanding-agreements.ts';
import { showAgreement } from './show-agreement.ts';
import { newSignature } from './to-signature.ts';

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
  { ticked, ...form }: SigningForm,
): Promise<void> {
  const outstanding = await findOutstanding(broker, form.userId);
  const shown = outstanding.map((agreement) => showAgreement(broker, agreement, form.language));
  const missing = shown.find(({ id, textSha256 }) => ticked[id] !== textSha256);
  if (missing) throw new BridgeError('agreement_missing', { field: missing.id });
  await dependencies.store.add(
    shown.map((agreement) => newSignature(dependencies, broker, agreement, { ...form, apiKeyId: null })),
  );
}
