/** A key with which a white label's issuer signs. */
export interface SigningKey {
  /** `kid`: the thumbprint of the public key (RFC 7638). */
  readonly id: string;
  readonly brokerName: string;
  readonly algorithm: 'ES256' | 'RS256';
  /** RFC 7517. */
  readonly publicJwk: Jwk;
  /** The private key as a JWK, sealed by the key ring and bound to white label and id. */
  readonly sealedPrivateJwk: string;
  readonly createdAtMs: number;
  /** It is published before that, so that whoever verifies knows it in time. */
  readonly signsFromMs: number;
  /** When it is not published any more; `null` while no other follows it. */
  readonly retiresAtMs: number | null;
}

export type Jwk = Readonly<Record<string, unknown>>;

/** A key that can be signed with. */
export interface OpenedSigningKey {
  readonly id: string;
  readonly algorithm: SigningKey['algorithm'];
  /** With its private part. */
  readonly privateJwk: Jwk;
}

/** A key, and what it is there for now. */
export interface StatedSigningKey extends SigningKey {
  readonly state: SigningKeyState;
}

/** `retiring`: it may still verify what it signed. `retired`: it is not published any more. */
export type SigningKeyState = 'waiting' | 'signing' | 'retiring' | 'retired';

export interface PublishedKeys {
  readonly keys: readonly OpenedSigningKey[];
  /** When another key begins to sign, or one is not published any more; `null` when that is not foreseen. */
  readonly changesAtMs: number | null;
}
