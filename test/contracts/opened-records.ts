import type { Storage } from '../../src/storage/open-storage.ts';

/** The record stores of a contract suite, over one empty database with all its tables. */
export interface OpenedRecords {
  readonly storage: Storage;
  /** The same database, as another process has it. */
  readonly another: Storage;
  close(): Promise<void>;
}

export interface RecordContractOptions {
  readonly skip?: string | false;
  open(): Promise<OpenedRecords>;
}
