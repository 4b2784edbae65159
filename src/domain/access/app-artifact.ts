export type AppArtifactKind =
  | 'app-access-token'
  | 'app-client-token'
  | 'app-code'
  | 'app-grant'
  | 'app-pushed-request'
  | 'app-refresh-token'
  | 'app-replay'
  | 'app-request';

export type ArtifactValue = Readonly<Record<string, unknown>>;

/** Something that an app holds, or that has to be remembered of it. */
export interface AppArtifact {
  readonly kind: AppArtifactKind;
  readonly id: string;
  readonly value: ArtifactValue;
  /** `null` is without end. */
  readonly validForMs: number | null;
  /** What it ends with. */
  readonly grantId?: string | undefined;
  readonly userId?: string | undefined;
  readonly sessionId?: string | undefined;
  /** Of the session in which it was issued, where it outlives that. */
  readonly signInId?: string | undefined;
}

export interface FoundArtifact {
  readonly value: ArtifactValue;
  readonly isSpent: boolean;
  readonly version: number;
}
