import { isDeepStrictEqual } from 'node:util';
import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import type { AgreementSetting, Broker } from '../brokers/broker.ts';
import type { ChangeActor } from '../brokers/broker-snapshot.ts';
import type { AgreementsDependencies } from './agreements-dependencies.ts';
import { listAgreements } from './agreements-in-force.ts';
import type { ListedAgreement, PublishedAgreement } from './listed-agreement.ts';

/** So many others may change the white label at the same time. */
const MOST_TRIES = 10;

/**
 * Adds a version to those that the white label has.
 *
 * @param version - Without a date it is in force at once.
 * @returns It; as it was published before, where it was.
 * @throws `agreement_invalid` with the field, `agreement_exists`, `broker_changed`
 */
export async function publishAgreement(
  dependencies: AgreementsDependencies,
  broker: Broker,
  version: AgreementSetting,
  actor?: ChangeActor,
): Promise<PublishedAgreement> {
  const { brokers, clock, newEvent } = dependencies;
  const { brokerName } = broker;
  for (let tries = 1; ; tries += 1) {
    const { agreements } = brokers.get(brokerName);
    const published = agreements.find((one) => one.id === version.id && one.version === version.version);
    if (published) return { ...listed(agreements, asPublished(published, version), clock.nowMs()), isNew: false };
    const added = { ...version, effectiveAtMs: version.effectiveAtMs ?? clock.nowMs() };
    const { id: agreementId, version: name, withdraws = false } = added;
    const data = { agreementId, version: name, withdraws, effectiveAt: isoTimeOf(added.effectiveAtMs) };
    const event = newEvent(broker, 'agreement.published', agreementId, data);
    try {
      const changed = await brokers.update(
        brokerName,
        { agreements: [...agreements, added] },
        { actor, events: [event] },
      );
      const kept = changed.agreements.find((one) => one.id === version.id && one.version === version.version);
      return { ...listed(changed.agreements, kept ?? added, clock.nowMs()), isNew: true };
    } catch (error) {
      if (!isBridgeError(error, 'broker_changed') || tries === MOST_TRIES) throw invalidOf(error, agreements.length);
      await brokers.refresh();
    }
  }
}

function isoTimeOf(effectiveAtMs: number): string {
  const time = new Date(effectiveAtMs);
  if (Number.isNaN(time.getTime())) throw new BridgeError('agreement_invalid', { field: 'effectiveAtMs' });
  return time.toISOString();
}

/** @throws `agreement_exists` when it says something else; that it is in force at once says nothing of when it was. */
function asPublished(published: AgreementSetting, version: AgreementSetting): AgreementSetting {
  const { effectiveAtMs = published.effectiveAtMs } = version;
  const same = effectiveAtMs === undefined ? version : { ...version, effectiveAtMs };
  if (!isDeepStrictEqual(published, same)) throw new BridgeError('agreement_exists', { field: 'version' });
  return published;
}

function listed(agreements: readonly AgreementSetting[], agreement: AgreementSetting, nowMs: number): ListedAgreement {
  const found = listAgreements(agreements, nowMs).find((one) => one.agreement === agreement);
  return found ?? { agreement, state: 'superseded' };
}

/** What is wrong with the version is said of it, not of the white label. */
function invalidOf(error: unknown, index: number): unknown {
  if (!isBridgeError(error, 'broker_invalid')) return error;
  const place = `agreements.${index}.`;
  if (error.field?.startsWith(place)) {
    const field = error.field.slice(place.length);
    return new BridgeError('agreement_invalid', { field, ...reasonOf(error), cause: error });
  }
  if (error.field !== 'agreements') return error;
  return new BridgeError('agreement_invalid', { field: 'id', detail: 'no more agreements or versions', cause: error });
}

function reasonOf({ reason }: BridgeError): { reason?: string } {
  return reason === undefined ? {} : { reason };
}
