import type { ChangeActor } from '../../domain/brokers/broker-snapshot.ts';
import type { StaffCall } from './admin-operation.ts';

/** Who is kept with a change of a white label. */
export function actorOfCall({ member }: Pick<StaffCall, 'member'>): ChangeActor {
  return { kind: 'staff', id: member.id, email: member.email };
}
