import type { ApiKeyScope } from '../../lib/api-key-scopes.ts';

export type RegistrationState = 'submitted' | 'approved' | 'refused';

/** A developer of somebody else's who asks a white label for keys to try its API with. */
export interface DeveloperRegistration {
  readonly id: string;
  readonly brokerName: string;
  readonly company: string;
  readonly contactName: string;
  /** In lower case. */
  readonly email: string;
  readonly website: string | null;
  /** What the keys are for, in the developer's words. */
  readonly useCase: string;
  /** Where the app wants traders to come back to. */
  readonly redirectUris: readonly string[];
  /** What was asked for; once approved, what was given. */
  readonly scopes: readonly ApiKeyScope[];
  readonly state: RegistrationState;
  /** Said with the decision. */
  readonly reason: string | null;
  /** The API key with which it was decided. */
  readonly decidedBy: string | null;
  readonly decidedAtMs: number | null;
  /** Of the keys that were issued; none until then. */
  readonly apiKeyIds: readonly string[];
  /** Grows with every change; 1 at first. */
  readonly revision: number;
  readonly createdAtMs: number;
}
