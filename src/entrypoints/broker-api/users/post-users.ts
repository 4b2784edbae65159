import type { Broker } from '../../../domain/brokers/broker.ts';
import type { User } from '../../../domain/users/user.ts';
import type { Users } from '../../../domain/users/users.ts';
import { isBridgeError } from '../../../errors/bridge-error.ts';
import { newRecordId } from '../../../lib/ids.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiCall, BrokerApiReply } from '../broker-api-route.ts';
import { getUser } from '../get-linked-user.ts';
import { replyWithUser } from './shown-user.ts';

type NewUser = Parameters<Users['create']>[1];

/** The same `Idempotency-Key` makes one user, whatever became of the first try. */
export function postUsers({ users, clock, log }: BrokerApiDependencies) {
  return async ({ broker, body, idempotencyId, noteAccess }: BrokerApiCall): Promise<BrokerApiReply> => {
    // The schema has seen to it.
    const wanted = body as unknown as NewUser;
    const id = idempotencyId ?? newRecordId(clock.nowMs());
    await noteAccess([id]);
    const user = await users.create(broker, { ...wanted, id }).catch(async (error: unknown) => {
      // That somebody has the address is told of a person too.
      if (isBridgeError(error, 'email_taken')) await noteAccess(await idsByEmail(broker, wanted.email));
      throw error;
    });
    await tellPlatform(broker, user);
    return replyWithUser(await getUser(users, broker, user.id));
  };

  async function idsByEmail({ brokerName }: Broker, email: string): Promise<string[]> {
    const owner = await users.findAnyByEmail(brokerName, users.normaliseEmail(email));
    return owner ? [owner.id] : [];
  }

  /** A platform that is away keeps nobody from being made: whatever needs its user asks it again. */
  async function tellPlatform(broker: Broker, user: User): Promise<void> {
    try {
      await users.ensurePlatformUser(broker, user);
    } catch (error) {
      const isItsFault = isBridgeError(
        error,
        'platform_unavailable',
        'platform_refused',
        'platform_email_taken',
        'busy',
      );
      if (!isItsFault) throw error;
      const line = { broker: broker.brokerName, user: user.id, code: error.code };
      log.warn(line, 'the platform does not know a new user yet');
    }
  }
}
