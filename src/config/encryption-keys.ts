import type { EncryptionKey } from '../lib/key-ring.ts';

/** The keys that sandbox mode uses when none are given. They stand in a public file and guard nothing. */
export const SANDBOX_ENCRYPTION_KEYS = 'sandbox:c2FuZGJveC1rZXktc2FuZGJveC1rZXktc2FuZGJveC0=';

const KEY_BYTES = 32;
/** 32 random bytes practically never hold fewer different ones. */
const MIN_DISTINCT_BYTES = 8;

/** Reads `id:base64,id:base64`; whether the keys are fit for use says `faultOfKeys`. */
export function parseEncryptionKeys(text: string): EncryptionKey[] {
  return text.split(',').map((entry) => {
    const [id = '', base64 = ''] = entry.split(':');
    return { id, bytes: Buffer.from(base64, 'base64') };
  });
}

/** @returns What is wrong with the keys, if anything; counts them, for who mixed up id and key must not see it told. */
export function faultOfKeys(keys: readonly EncryptionKey[]): string | undefined {
  const wrong = keys.findIndex(({ bytes }) => bytes.length !== KEY_BYTES);
  if (wrong >= 0) return `must hold keys of ${KEY_BYTES} bytes; number ${wrong + 1} is not`;
  if (new Set(keys.map(({ id }) => id)).size < keys.length) return 'must give each key an id of its own';
  return undefined;
}

/** Whether the example key is among them, under whatever id. */
export function holdsSandboxKey(keys: readonly EncryptionKey[]): boolean {
  const examples = parseEncryptionKeys(SANDBOX_ENCRYPTION_KEYS);
  return keys.some(({ bytes }) => examples.some((example) => example.bytes.equals(bytes)));
}

/** Whether one of them is a filler or a few bytes repeated, and not random. */
export function holdsWeakKey(keys: readonly EncryptionKey[]): boolean {
  return keys.some(({ bytes }) => new Set(bytes).size < MIN_DISTINCT_BYTES);
}
