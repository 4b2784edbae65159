/**
 * What traders agree to before they get an account, what they have to agree to since, and the proof that they did.
 *
 * Owns signatures and their report to the platform, and which versions are in force. The versions themselves are settings
 * of the white label. Invariants: a signature names the text that was shown, and is never changed; a version that was
 * published is never changed, and none is demanded before its time; who signs up signs before the user is made, so that
 * no user of a sign-up is without, and nobody hears of a signature whose user was never made.
 */

import type { AgreementSetting, Broker } from '../brokers/broker.ts';
import type { ChangeActor } from '../brokers/broker-snapshot.ts';
import type { BridgeEvent } from '../events/bridge-event.ts';
import type { LinkedUser, User } from '../users/user.ts';
import type { AgreementsDependencies } from './agreements-dependencies.ts';
import { agreementsInForce, listAgreements } from './agreements-in-force.ts';
import { importSignatures } from './import-signatures.ts';
import type { ListedAgreement, PublishedAgreement } from './listed-agreement.ts';
import { createFindOutstanding } from './outstanding-agreements.ts';
import { publishAgreement } from './publish-agreement.ts';
import { reportAcceptance } from './report-acceptance.ts';
import { showAgreement } from './show-agreement.ts';
import type { ShownAgreement } from './shown-agreement.ts';
import { type SigningForm, signAgreements, signAhead } from './sign-agreements.ts';
import { type SignedElsewhere, signForUser } from './sign-for-user.ts';
import type { Signature } from './signature.ts';
import type { SignatureCount, SignatureQuery } from './signature-store.ts';

export interface Agreements {
  /**
   * Adds a version; one that is there with the same content stays as it is. Every process demands it within a second.
   *
   * @param version - Without `effectiveAtMs` it is in force at once.
   * @throws `agreement_invalid` with the field, `agreement_exists`, `broker_changed`
   */
  publish(broker: Broker, version: AgreementSetting, actor?: ChangeActor): Promise<PublishedAgreement>;
  /** @returns Every version, in the order in which they were published. */
  list(broker: Broker): readonly ListedAgreement[];
  /** Whether traders of this white label have to agree to anything now. */
  areInForce(broker: Broker): boolean;
  /**
   * @param language - ISO 639-1; a document that is not there in it is shown in the default language.
   * @returns What a new trader of this white label has to agree to; often nothing.
   */
  show(broker: Broker, language: string): readonly ShownAgreement[];
  /** @returns The same for a user: what is in force and not signed. */
  listOutstanding(broker: Broker, user: Pick<User, 'id'>, language: string): Promise<readonly ShownAgreement[]>;
  /** Whether there is any. */
  hasOutstanding(broker: Broker, userId: string): Promise<boolean>;
  /**
   * Signs everything that is outstanding. May be repeated; the first time counts.
   *
   * @throws `agreement_missing` with the id of the agreement as the field
   */
  sign(broker: Broker, form: SigningForm): Promise<void>;
  /**
   * The same for a user who is about to be made.
   *
   * @returns What happened, to be written with the user. May be repeated: it is told again as long as there is no user.
   * @throws `agreement_missing` with the id of the agreement as the field
   */
  signAhead(broker: Broker, form: SigningForm): Promise<readonly BridgeEvent[]>;
  /**
   * Notes a signature for a trader, as a system of the broker's saw it.
   *
   * @returns The signature that counts: an earlier one of the same version, if there is one.
   * @throws `agreement_unknown`, `agreement_changed` with `version` or `textSha256` as the field
   */
  signForUser(broker: Broker, signed: SignedElsewhere): Promise<Signature>;
  /** @returns All that the user signed, the oldest first. */
  listSigned(broker: Broker, user: Pick<User, 'id'>): Promise<readonly Signature[]>;
  /** @returns How many traders signed each version that anybody signed. */
  countSigned(broker: Broker): Promise<readonly SignatureCount[]>;
  /** @returns Who signed one version, the latest first. */
  listSignatures(broker: Broker, query: SignatureQuery): Promise<readonly Signature[]>;
  /** Takes in that a user signed what is in force now, before the bridge was there. */
  import(broker: Broker, user: Pick<User, 'id' | 'preferredLanguage'>): Promise<void>;
  /** Tells the platform that the user agreed, unless it was told. May be repeated; a platform that fails harms nobody. */
  report(broker: Broker, user: LinkedUser): Promise<void>;
}

export function createAgreements(dependencies: AgreementsDependencies): Agreements {
  const { store, clock } = dependencies;
  const findOutstanding = createFindOutstanding(dependencies);
  const inForce = ({ agreements }: Broker) => agreementsInForce(agreements, clock.nowMs());
  return {
    publish: (broker, version, actor) => publishAgreement(dependencies, broker, version, actor),
    list: ({ agreements }) => listAgreements(agreements, clock.nowMs()),
    areInForce: (broker) => inForce(broker).length > 0,
    show: (broker, language) => inForce(broker).map((agreement) => showAgreement(broker, agreement, language)),
    async listOutstanding(broker, { id }, language) {
      return (await findOutstanding(broker, id)).map((agreement) => showAgreement(broker, agreement, language));
    },
    hasOutstanding: async (broker, userId) => (await findOutstanding(broker, userId)).length > 0,
    signAhead: (broker, form) => signAhead(dependencies, findOutstanding, broker, form),
    sign: (broker, form) => signAgreements(dependencies, findOutstanding, broker, form),
    signForUser: (broker, signed) => signForUser(dependencies, broker, signed),
    listSigned: ({ brokerName }, { id }) => store.listByUser(brokerName, id),
    countSigned: ({ brokerName }) => store.countByVersion(brokerName),
    listSignatures: ({ brokerName }, query) => store.listByVersion(brokerName, query),
    import: (broker, user) => importSignatures(dependencies, broker, user),
    report: (broker, user) => reportAcceptance(dependencies, broker, user),
  };
}
