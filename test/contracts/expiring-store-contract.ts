import { after, before, describe } from 'node:test';
import type { OpenedExpiringStore } from './expiring-store-case.ts';
import { describeLifetime, describeSingleUse, describeVersions } from './expiring-store-entries.ts';
import { describeCounters, describeGroups, describeKeys } from './expiring-store-groups.ts';

export interface ExpiringStoreContractOptions {
  readonly skip?: string | false;
  open(): Promise<OpenedExpiringStore>;
}

/** What every expiring store must do. */
export function expiringStoreContract(engine: string, { skip = false, open }: ExpiringStoreContractOptions): void {
  describe(`the expiring store on ${engine}`, { skip }, () => {
    let opened: OpenedExpiringStore;
    before(async () => {
      opened = await open();
    });
    after(() => opened.close());

    const contract = () => ({ store: opened.store, clock: opened.clock });
    describeLifetime(contract);
    describeSingleUse(contract);
    describeVersions(contract);
    describeGroups(contract);
    describeCounters(contract);
    describeKeys(contract);
  });
}
