/** A key in somebody's device, password manager or security key. */
export interface Passkey {
  /** `passkey_…` */
  readonly id: string;
  /** Whose it is. */
  readonly holderId: string;
  /** What its holder calls it. */
  readonly label: string;
  /** Whether it is copied between its holder's devices, so that the loss of one does not lose it. */
  readonly isSynced: boolean;
  readonly createdAtMs: number;
  readonly lastUsedAtMs: number | null;
}

/** A passkey with what its answers are checked by. Nothing of this is secret: the private key never leaves the device. */
export interface StoredPasskey extends Passkey {
  /** As the device names it; base64url. Unique. */
  readonly credentialId: string;
  /** In COSE, base64url. */
  readonly publicKey: string;
  /** How often it signed, as it says itself; always 0 of those that do not count. */
  readonly counter: number;
  /** How the device can be reached, as a hint to browsers. */
  readonly transports: readonly string[];
}
