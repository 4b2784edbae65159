/**
 * What traders agree to before they get an account, and the proof that they did.
 *
 * Owns signatures and their report to the platform. Does not own the documents: the white label's settings name them.
 * Invariants: a signature names the text that was shown, and is never changed; who signs up signs before the user is made,
 * so that no user of a sign-up is without.
 */
import type { AgreementSetting, Broker } from '../brokers/broker.ts';
import type { LinkedUser, User } from '../users/user.ts';
import type { AgreementsDependencies } from './agreements-dependencies.ts';
import { reportAcceptance } from './report-acceptance.ts';
import { type ShownAgreement, showAgreements } from './show-agreements.ts';
import { type SigningForm, signAgreements } from './sign-agreements.ts';

export interface Agreements {
  /**
   * @param language - ISO 639-1; a title that is not there in it is shown in the default language.
   * @returns What a new trader of this white label has to agree to; often nothing.
   */
  show(broker: Broker, language: string): readonly ShownAgreement[];
  /**
   * Signs everything that `show` shows. May be repeated; the first time counts.
   *
   * @throws `agreement_missing` with the id of the agreement as the field
   */
  sign(broker: Broker, form: SigningForm): Promise<void>;
  /** @returns The agreements that this user has not signed in their present version. */
  listOutstanding(broker: Broker, user: User): Promise<readonly AgreementSetting[]>;
  /** Tells the platform that the user agreed, unless it was told. May be repeated; a platform that fails harms nobody. */
  report(broker: Broker, user: LinkedUser): Promise<void>;
}

export function createAgreements(dependencies: AgreementsDependencies): Agreements {
  return {
    show: showAgreements,
    sign: (broker, form) => signAgreements(dependencies, broker, form),
    async listOutstanding({ brokerName, agreements }, user) {
      const signed = await dependencies.store.listByUser(brokerName, user.id);
      const isSigned = ({ id, version }: AgreementSetting) =>
        signed.some((signature) => signature.agreementId === id && signature.version === version);
      return agreements.filter((agreement) => !isSigned(agreement));
    },
    report: (broker, user) => reportAcceptance(dependencies, broker, user),
  };
}
