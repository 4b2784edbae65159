import type { ExpiringKey, ExpiringStore } from '../../lib/expiring-store.ts';
import { hashToken } from '../../lib/secrets.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import type { AppArtifact, AppArtifactKind, ArtifactValue, FoundArtifact } from './app-artifact.ts';
import { accountGroup, grantGroup, sessionGroup, signInGroup } from './session-groups.ts';

/** What apps hold and what the OpenID provider has to remember of them, below their white label. Ids are kept as hashes. */
export interface AppArtifacts {
  put(brokerName: string, artifact: AppArtifact): Promise<void>;
  /** @returns Whether it was written; `false` when there is one of this id. */
  putIfAbsent(brokerName: string, artifact: AppArtifact): Promise<boolean>;
  /** @returns `undefined` when it is expired or was never there. */
  find(brokerName: string, kind: AppArtifactKind, id: string): Promise<FoundArtifact | undefined>;
  /** Spends it. @returns Whether this call did; of any number of calls exactly one does. */
  takeOnce(brokerName: string, kind: AppArtifactKind, id: string): Promise<boolean>;
  /** @returns Whether it was replaced; `false` when somebody else did since it was found. */
  replace(
    brokerName: string,
    kind: AppArtifactKind,
    id: string,
    found: FoundArtifact,
    value: ArtifactValue,
  ): Promise<boolean>;
  drop(brokerName: string, kind: AppArtifactKind, id: string): Promise<void>;
  /** Forgets everything that an app got by one consent, and the consent. */
  dropGrant(brokerName: string, grantId: string): Promise<void>;
  /** The same, but what the trader consented to is remembered. */
  dropTokensOf(brokerName: string, grantId: string): Promise<void>;
}

/** For how long a spent code or token is known as such after its time; who shows it then is not its owner. */
const REMEMBER_MS = 3_600_000;

const REMEMBERED: ReadonlySet<AppArtifactKind> = new Set<AppArtifactKind>(['app-code', 'app-refresh-token']);

/** These carry what a browser or an app said, tokens among it. */
const SEALED: ReadonlySet<AppArtifactKind> = new Set<AppArtifactKind>(['app-request', 'app-pushed-request']);

export function createAppArtifacts({ expiring, keyRing }: AccessDependencies): AppArtifacts {
  const write = (brokerName: string, { kind, id }: Pick<AppArtifact, 'kind' | 'id'>, value: ArtifactValue) => {
    const text = JSON.stringify(value);
    return SEALED.has(kind) ? keyRing.seal(text, sealContext(brokerName, kind, id)) : text;
  };
  const read = (brokerName: string, kind: AppArtifactKind, id: string, text: string) => {
    const plain = SEALED.has(kind) ? keyRing.open(text, sealContext(brokerName, kind, id)) : text;
    return JSON.parse(plain) as ArtifactValue;
  };

  return {
    put: (brokerName, artifact) =>
      expiring.put(keyOf(brokerName, artifact.kind, artifact.id), write(brokerName, artifact, artifact.value), {
        ...optionsOf(artifact),
      }),
    putIfAbsent: (brokerName, artifact) =>
      expiring.putIfAbsent(keyOf(brokerName, artifact.kind, artifact.id), write(brokerName, artifact, artifact.value), {
        ...optionsOf(artifact),
      }),
    async find(brokerName, kind, id) {
      const found = await expiring.get(keyOf(brokerName, kind, id));
      if (!found || found.state === 'expired') return undefined;
      const { version, state } = found;
      return { value: read(brokerName, kind, id, found.value), isSpent: state === 'spent', version };
    },
    async takeOnce(brokerName, kind, id) {
      return (await expiring.takeOnce(keyOf(brokerName, kind, id))).outcome === 'taken';
    },
    replace: (brokerName, kind, id, { version }, value) =>
      expiring.compareAndSet(keyOf(brokerName, kind, id), version, write(brokerName, { kind, id }, value)),
    drop: (brokerName, kind, id) => expiring.drop(keyOf(brokerName, kind, id)),
    dropGrant: (brokerName, grantId) => dropGrant(expiring, brokerName, grantId),
    dropTokensOf: (brokerName, grantId) => expiring.dropGroup(brokerName, grantGroup(grantId)),
  };
}

/** Forgets what a trader consented to, with everything that the app got by it. */
export async function dropGrant(expiring: ExpiringStore, brokerName: string, grantId: string): Promise<void> {
  await expiring.drop(keyOf(brokerName, 'app-grant', grantId));
  await expiring.dropGroup(brokerName, grantGroup(grantId));
}

function optionsOf({ kind, validForMs, grantId, userId, sessionId, signInId }: AppArtifact) {
  const groups: string[] = [];
  if (grantId !== undefined) groups.push(grantGroup(grantId));
  if (userId !== undefined) groups.push(accountGroup(userId));
  if (sessionId !== undefined) groups.push(sessionGroup(sessionId));
  if (signInId !== undefined) groups.push(signInGroup(signInId));
  return { validForMs, groups, ...(REMEMBERED.has(kind) ? { rememberForMs: REMEMBER_MS } : {}) };
}

function keyOf(brokerName: string, kind: AppArtifactKind, id: string): ExpiringKey {
  return { partition: brokerName, kind, id: hashToken(id) };
}

function sealContext(brokerName: string, kind: AppArtifactKind, id: string): string {
  return `${kind}/${brokerName}/${hashToken(id)}`;
}
