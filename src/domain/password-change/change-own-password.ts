import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import { runExclusively } from '../../lib/run-exclusively.ts';
import { hashToken } from '../../lib/secrets.ts';
import type { Broker } from '../brokers/broker.ts';
import type { LinkedUser } from '../users/user.ts';
import type { PasswordChangeDependencies } from './password-change-dependencies.ts';

export interface ChangeForm {
  readonly userId: string;
  readonly currentPassword: string;
  readonly newPassword: string;
  /** Of the page. */
  readonly language: string;
  /** Names the form; the same one sent twice is one change. */
  readonly formId: string;
  /** When the page was opened. */
  readonly openedAtMs: number;
}

const LEASE_MS = 30_000;
const WAIT_MS = 5000;
/** Longer than the page stays open. */
const REMEMBERED_MS = 3_600_000;

/** @throws `password_wrong`, `too_many_attempts`, `page_expired`, `busy` */
export async function changeOwnPassword(
  dependencies: PasswordChangeDependencies,
  broker: Broker,
  form: ChangeForm,
  address: string,
): Promise<void> {
  const { expiring, access } = dependencies;
  const partition = broker.brokerName;
  const key = { partition, kind: 'password-change-lock', id: form.userId };
  const done = { partition, kind: 'password-changed-by', id: hashToken(form.formId) };
  const ran = await runExclusively(expiring, { key, leaseMs: LEASE_MS, waitMs: WAIT_MS }, async () => {
    if (await expiring.get(done)) return true;
    if (await access.haveSessionsEnded(broker, form.userId, form.openedAtMs)) throw new BridgeError('page_expired');
    const user = await change(dependencies, broker, form, address);
    await expiring.put(done, '', { validForMs: REMEMBERED_MS });
    await tell(dependencies, user, form.language);
    return true;
  });
  if (!ran) throw new BridgeError('busy', { retryAfterSeconds: 1, detail: 'another form is being worked on' });
}

async function change(
  { users, access, revokeResetLinks }: PasswordChangeDependencies,
  broker: Broker,
  { userId, currentPassword, newPassword }: ChangeForm,
  address: string,
): Promise<LinkedUser> {
  const user = await users.findById(broker.brokerName, userId);
  if (!user || user.platformUserId === null) throw new BridgeError('page_expired', { detail: 'the user is gone' });
  const { platformUserId } = user;
  await users.confirmPassword(broker, user, currentPassword, address);
  await revokeResetLinks(broker.brokerName, user.id);
  // Before too, so that a crash in between leaves no session that the old password opened.
  await access.logOut(broker, platformUserId);
  const changed = await users.changePassword(broker, user, newPassword, address);
  await access.logOut(broker, platformUserId);
  // Nothing waits for the platform.
  void access.logOutOfPlatform(broker, platformUserId);
  return { ...changed, platformUserId };
}

/** The password is changed by now, so a letter that cannot be posted is no reason to fail. */
async function tell(
  { mail, log }: PasswordChangeDependencies,
  { id, brokerName, email }: LinkedUser,
  language: string,
): Promise<void> {
  try {
    await mail.post({ kind: 'password-changed', brokerName, email, language, parameters: {}, about: { userId: id } });
  } catch (error) {
    if (!isBridgeError(error)) throw error;
    log.warn({ broker: brokerName, user: id, code: error.code }, 'the letter about a new password could not be posted');
  }
}
