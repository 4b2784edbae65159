/** A process, its settings and its stores, as they may be shown. */
export interface ProcessDescription {
  readonly version: string;
  readonly nodeVersion: string;
  readonly mode: string;
  readonly startedAtMs: number;
  readonly settings: readonly DescribedSetting[];
  readonly encryptionKeys: readonly { readonly id: string; readonly isCurrent: boolean }[];
  stores(): Promise<Readonly<Record<'records' | 'expiring', DescribedStore>>>;
  migrations(): Promise<readonly { readonly name: string; readonly executedAtMs: number | null }[]>;
}

export interface DescribedStore {
  readonly engine: string;
  readonly answers: boolean;
}

export interface DescribedSetting {
  readonly variable: string;
  /** `null` where there is none, or it is a secret. */
  readonly value: string | null;
  readonly isSecret: boolean;
  readonly source: 'environment' | 'default';
  readonly sentence: string;
}
