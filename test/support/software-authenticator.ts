import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';

/** A device with passkeys and the browser before it, in software: ES256, attestation "none". */
export interface SoftwareAuthenticator {
  /** What `navigator.credentials.create` answers. */
  register(options: PublicKeyCredentialCreationOptionsJSON, twists?: Twists): RegistrationResponseJSON;
  /** What `navigator.credentials.get` answers, with the first of its keys that may answer, or its latest. */
  answer(options: PublicKeyCredentialRequestOptionsJSON, twists?: Twists): AuthenticationResponseJSON;
}

/** What is to be wrong with an answer. */
export interface Twists {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly crossOrigin?: boolean;
  readonly isUserPresent?: boolean;
  readonly isUserVerified?: boolean;
  /** Absolute; one more than the last time when left out. */
  readonly counter?: number;
  readonly userHandle?: string;
  readonly credentialId?: string;
  readonly algorithm?: number;
  readonly breaksSignature?: boolean;
}

interface HeldKey {
  readonly credentialId: string;
  readonly privateKey: KeyObject;
  readonly rpId: string;
  readonly userHandle: string;
  counter: number;
}

export interface SoftwareAuthenticatorOptions {
  readonly origin: string;
  /** Whether it counts how often it signs; those that are synced do not. */
  readonly counts?: boolean;
}

export function createSoftwareAuthenticator({
  origin,
  counts = true,
}: SoftwareAuthenticatorOptions): SoftwareAuthenticator {
  const keys: HeldKey[] = [];
  const clientData = (type: string, challenge: string, twists: Twists) =>
    Buffer.from(
      JSON.stringify({
        type: twists.type ?? type,
        challenge: twists.challenge ?? challenge,
        origin: twists.origin ?? origin,
        crossOrigin: twists.crossOrigin ?? false,
      }),
    );

  function countOn(key: HeldKey, twists: Twists): number {
    key.counter = twists.counter ?? (counts ? key.counter + 1 : 0);
    return key.counter;
  }

  return {
    register({ rp, user, challenge }, twists = {}) {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const credentialId = twists.credentialId ?? randomBytes(32).toString('base64url');
      const key = { credentialId, privateKey, rpId: rp.id ?? '', userHandle: user.id, counter: 0 };
      keys.unshift(key);
      const authData = Buffer.concat([
        headOf(twists.rpId ?? key.rpId, FLAGS.attested | flagsOf(counts, twists), countOn(key, twists)),
        attestedData(credentialId, publicKey, twists.algorithm ?? ES256),
      ]);
      const attestationObject = cbor(
        new Map<string, Cbor>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authData],
        ]),
      );
      return {
        ...{ id: credentialId, rawId: credentialId, type: 'public-key', clientExtensionResults: {} },
        response: {
          clientDataJSON: clientData('webauthn.create', challenge, twists).toString('base64url'),
          attestationObject: attestationObject.toString('base64url'),
          transports: ['internal', 'hybrid'],
        },
      };
    },
    answer({ rpId, challenge, allowCredentials = [] }, twists = {}) {
      const allowed = allowCredentials.map(({ id }) => id);
      const key = keys.find(({ credentialId }) => allowed.length === 0 || allowed.includes(credentialId)) ?? keys[0];
      if (!key) throw new Error('The authenticator holds no key');
      const data = clientData('webauthn.get', challenge, twists);
      const authData = headOf(twists.rpId ?? rpId ?? '', flagsOf(counts, twists), countOn(key, twists));
      const signature = sign('sha256', Buffer.concat([authData, sha256(data)]), key.privateKey);
      const id = twists.credentialId ?? key.credentialId;
      return {
        ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
        response: {
          clientDataJSON: data.toString('base64url'),
          authenticatorData: authData.toString('base64url'),
          signature: (twists.breaksSignature ? signOther(authData) : signature).toString('base64url'),
          userHandle: twists.userHandle ?? key.userHandle,
        },
      };
    },
  };
}

const ES256 = -7;
/** Web Authentication Level 3, section 6.1. */
const FLAGS = { present: 0x01, verified: 0x04, canSync: 0x08, isSynced: 0x10, attested: 0x40 };

function flagsOf(counts: boolean, { isUserPresent = true, isUserVerified = true }: Twists): number {
  const synced = counts ? 0 : FLAGS.canSync | FLAGS.isSynced;
  return synced | (isUserPresent ? FLAGS.present : 0) | (isUserVerified ? FLAGS.verified : 0);
}

function headOf(rpId: string, flags: number, counter: number): Buffer {
  const rest = Buffer.alloc(5);
  rest.writeUInt8(flags, 0);
  rest.writeUInt32BE(counter, 1);
  return Buffer.concat([sha256(rpId), rest]);
}

function attestedData(credentialId: string, publicKey: KeyObject, algorithm: number): Buffer {
  const id = Buffer.from(credentialId, 'base64url');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(id.length);
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const cose = new Map<number, Cbor>([
    ...([
      [1, 2],
      [3, algorithm],
      [-1, 1],
    ] as const),
    [-2, Buffer.from(x, 'base64url')],
    [-3, Buffer.from(y, 'base64url')],
  ]);
  return Buffer.concat([Buffer.alloc(16), length, id, cbor(cose)]);
}

/** A signature that is well formed, by a key that nobody knows. */
function signOther(data: Buffer): Buffer {
  return sign('sha256', data, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

type Cbor = number | string | Buffer | ReadonlyMap<number | string, Cbor>;

/** As much of CBOR (RFC 8949) as an attestation needs. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? cborHead(1, -1 - value) : cborHead(0, value);
  if (typeof value === 'string') return Buffer.concat([cborHead(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([cborHead(2, value.length), value]);
  const entries = [...value].flatMap(([key, held]) => [cbor(key), cbor(held)]);
  return Buffer.concat([cborHead(5, value.size), ...entries]);
}

function cborHead(type: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(type << 5) | size]);
  if (size < 256) return Buffer.from([(type << 5) | 24, size]);
  return Buffer.from([(type << 5) | 25, size >> 8, size & 0xff]);
}
