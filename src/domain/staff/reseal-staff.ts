import { staffTotpContext } from '../../lib/seal-contexts.ts';
import type { StaffDependencies } from './staff-dependencies.ts';
import { openTotp } from './staff-proofs.ts';
import type { StaffRecord } from './staff-store.ts';

const READ_AT_ONCE = 200;

/** @returns How many secrets an older encryption key had sealed. @throws `staff_secret_unreadable` */
export async function resealStaff({ store, keyRing }: StaffDependencies): Promise<number> {
  let resealed = 0;
  let records: StaffRecord[] = [];
  do {
    records = await store.list(records.at(-1)?.member.email ?? '', READ_AT_ONCE);
    for (const { member, sealedTotp } of records) {
      if (sealedTotp === null || keyRing.isCurrent(sealedTotp)) continue;
      const next = keyRing.seal(openTotp(keyRing, member.id, sealedTotp), staffTotpContext(member.id));
      if (await store.replaceSealedTotp(member.id, sealedTotp, next)) resealed += 1;
    }
  } while (records.length === READ_AT_ONCE);
  return resealed;
}
