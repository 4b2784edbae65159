import type { SigningKey } from '../domain/signing-keys/signing-key.ts';
import { isoTime } from './iso-time.ts';

/** A signing key, as commands show it; nothing of its private part. */
export function signingKeyOutput({ id, brokerName, algorithm, ...times }: SigningKey) {
  return {
    id,
    brokerName,
    algorithm,
    createdAt: isoTime(times.createdAtMs),
    signsFrom: isoTime(times.signsFromMs),
    publishedUntil: times.retiresAtMs === null ? null : isoTime(times.retiresAtMs),
  };
}
