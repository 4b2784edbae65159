import { BridgeError } from '../../errors/bridge-error.ts';
import type { ApiKeyScope } from '../../lib/api-key-scopes.ts';
import { isShownText } from '../../lib/is-shown-text.ts';
import { runExclusively } from '../../lib/run-exclusively.ts';
import type { Broker } from '../brokers/broker.ts';
import { checkScopes } from './check-registration.ts';
import type { DeveloperRegistration } from './developer-registration.ts';
import type { DeveloperRegistrationsDependencies, IssueKeys, UatKeys } from './developer-registrations-dependencies.ts';

export interface RegistrationDecision {
  readonly decision: 'approve' | 'refuse';
  readonly reason?: string | null;
  /** Fewer than were asked for, perhaps; those when left out. */
  readonly scopes?: readonly ApiKeyScope[];
  /** The API key of whoever decides. */
  readonly decidedBy: string;
}

export interface DecidedRegistration {
  readonly registration: DeveloperRegistration;
  /** Of one that was approved; not shown again. */
  readonly keys: UatKeys | null;
}

const LEASE_MS = 30_000;
const WAIT_MS = 5000;
const MAX_REASON_LENGTH = 500;

/**
 * Decided once, and the keys issued once. A process that dies after the decision and before the keys has issued none that
 * anybody knows: the approval can be repeated then.
 *
 * @throws `registration_unknown`, `registration_decided`, `parameter_invalid`, `uat_keys_elsewhere`, `busy`
 */
export async function decideRegistration(
  dependencies: DeveloperRegistrationsDependencies,
  broker: Broker,
  registrationId: string,
  decision: RegistrationDecision,
): Promise<DecidedRegistration> {
  checkDecision(decision);
  const { issueKeys } = dependencies;
  const key = { partition: broker.brokerName, kind: 'registration-lock', id: registrationId };
  const decided = await runExclusively(
    dependencies.expiring,
    { key, leaseMs: LEASE_MS, waitMs: WAIT_MS },
    async (): Promise<DecidedRegistration> => {
      const registration = await dependencies.store.find(broker.brokerName, registrationId);
      if (!registration) throw new BridgeError('registration_unknown');
      if (decision.decision === 'refuse') {
        return { registration: await note(dependencies, broker, registration, decision, 'refused'), keys: null };
      }
      if (issueKeys === null) throw new BridgeError('uat_keys_elsewhere');
      const isUnfinished = registration.state === 'approved' && registration.apiKeyIds.length === 0;
      const approved = isUnfinished
        ? registration
        : await note(dependencies, broker, registration, decision, 'approved');
      return issue(dependencies, broker, approved, issueKeys);
    },
  );
  if (!decided) throw new BridgeError('busy', { retryAfterSeconds: 5, detail: 'the registration is being decided' });
  return decided;
}

function checkDecision({ reason = null, scopes }: RegistrationDecision): void {
  if (scopes !== undefined) checkScopes(scopes);
  if (reason === null || isShownText(reason, MAX_REASON_LENGTH)) return;
  throw new BridgeError('parameter_invalid', { field: 'reason' });
}

/** @throws `registration_decided`, `parameter_invalid` for scopes that nobody asked for */
async function note(
  { store, events, clock }: DeveloperRegistrationsDependencies,
  broker: Broker,
  registration: DeveloperRegistration,
  { reason = null, scopes = registration.scopes, decidedBy }: RegistrationDecision,
  state: 'approved' | 'refused',
): Promise<DeveloperRegistration> {
  const { id: registrationId, revision } = registration;
  if (registration.state !== 'submitted') throw new BridgeError('registration_decided');
  if (!scopes.every((scope) => registration.scopes.includes(scope))) {
    throw new BridgeError('parameter_invalid', { field: 'scopes', detail: 'the developer did not ask for it' });
  }
  const given = state === 'approved' ? { scopes } : {};
  const decidedAtMs = clock.nowMs();
  const decided = { ...registration, ...given, state, reason, decidedBy, decidedAtMs, revision: revision + 1 };
  const event = events.newEvent(broker, 'developer_registration.decided', registrationId, { registrationId, state });
  if (await store.replace(decided, revision, event)) return decided;
  throw new BridgeError('registration_decided');
}

async function issue(
  { store }: DeveloperRegistrationsDependencies,
  broker: Broker,
  approved: DeveloperRegistration,
  issueKeys: IssueKeys,
): Promise<DecidedRegistration> {
  const keys = await issueKeys(broker, approved);
  const apiKeyIds = [keys.publishable.id, keys.secret.id];
  const registration = { ...approved, apiKeyIds, revision: approved.revision + 1 };
  if (await store.replace(registration, approved.revision)) return { registration, keys };
  throw new BridgeError('registration_decided', { detail: 'another process issued its keys' });
}
