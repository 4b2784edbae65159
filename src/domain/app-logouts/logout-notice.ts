/** Word to one app that a session of a trader has ended. */
export interface LogoutNotice {
  readonly id: string;
  readonly brokerName: string;
  readonly clientId: string;
  /** Under which issuer the app knows the trader. */
  readonly issuer: string;
  /** `sub`: our id of the user. */
  readonly userId: string;
  /** `sid`: the app's name of the session. */
  readonly sid: string;
  /** How often telling the app has failed. */
  readonly failures: number;
  readonly createdAtMs: number;
}

/** Tells one app. `gone`: there is nobody to tell any more. What it throws is a failure, and is tried again. */
export type TellApp = (notice: LogoutNotice) => Promise<'told' | 'gone'>;
