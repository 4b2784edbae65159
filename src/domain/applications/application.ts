import type { JsonValue } from '../../lib/json-value.ts';

/** Somebody who wants to become a trader of a white label, and how far that has come. */
export interface Application {
  readonly id: string;
  readonly brokerName: string;
  /** In the form in which users' addresses are kept. */
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** ISO 639-1. */
  readonly preferredLanguage: string;
  /** Who brought the applicant. */
  readonly partnerId: string | null;
  /** What the broker wants to know besides; its own to read. */
  readonly data: Readonly<Record<string, JsonValue>>;
  /** One of the white label's states; of an older workflow, perhaps, that is no more. */
  readonly state: string;
  /** How it came there, the oldest first; the first step has no state before. */
  readonly history: readonly ApplicationStep[];
  /** A step that makes a user, and was begun; nothing else can be done until it is through. */
  readonly pending: ApplicationStep | null;
  /** Of the user whom the applicant became. */
  readonly userId: string | null;
  /** Grows with every step; 1 at first. */
  readonly revision: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

export interface ApplicationStep {
  /** Of the request that asked for it, which may come twice. */
  readonly id: string;
  readonly atMs: number;
  /** The API key. */
  readonly byApiKeyId: string;
  readonly from: string | null;
  readonly to: string;
  readonly reason: string | null;
}
