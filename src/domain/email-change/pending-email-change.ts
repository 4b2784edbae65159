/** An address that the platform is being asked to take; it may have taken it, or not. */
export interface PendingEmailChange {
  readonly brokerName: string;
  readonly userId: string;
  /** In lower case. */
  readonly newEmail: string;
  /** Of the password that it was asked for with. */
  readonly passwordMark: string;
  /** How often the platform was asked in vain. */
  readonly attempts: number;
  /** When to ask it next. */
  readonly dueAtMs: number;
}
