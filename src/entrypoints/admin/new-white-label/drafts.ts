import { newSecret } from '../../../lib/secrets.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { StepId } from './steps.ts';

/** A white label that is still being filled in, by one member. */
export interface Draft {
  readonly id: string;
  /** As the body of `createWhiteLabel`; the manager's password too. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The step that the member came to last. */
  readonly reached: StepId;
  /** What was made of it; its secrets stand there until the member says that they are stored. */
  readonly created: CreatedFromDraft | null;
}

export interface CreatedFromDraft {
  readonly brokerName: string;
  readonly secrets: readonly { readonly label: string; readonly value: string }[];
}

/** Where drafts are kept for a day, sealed. Nobody finds another one's. */
export interface Drafts {
  begin(settings: Draft['settings'], reached: StepId): Promise<Draft>;
  find(id: string): Promise<Draft | undefined>;
  /** @returns The one that the member worked on last. */
  findLast(): Promise<Draft | undefined>;
  /** What was entered. What was made of it is kept apart, so that a form that comes late takes no secret away. */
  keep(draft: Omit<Draft, 'created'>): Promise<void>;
  keepCreated(id: string, created: CreatedFromDraft): Promise<void>;
  /** Of any number of tries at once one does the work; `null` is for all others. */
  once<Result>(draft: Draft, work: () => Promise<Result>): Promise<Result | null>;
}

/** No white label of this name can be. */
const PARTITION = '@staff';
const DAY_MS = 86_400_000;
const LONGEST_WORK_MS = 30_000;

export function draftsOf(
  { expiring, keyRing }: Pick<AdminDependencies, 'expiring' | 'keyRing'>,
  memberId: string,
): Drafts {
  const key = (kind: string, id: string) => ({ partition: PARTITION, kind: `white-label-draft${kind}`, id });
  // The id alone opens nothing: what is sealed is bound to the member.
  const contextOf = (kind: string, id: string) => `white-label-draft${kind}/${memberId}/${id}`;

  async function putSealed(kind: '' | '-made', id: string, value: object): Promise<void> {
    const sealed = keyRing.seal(JSON.stringify(value), contextOf(kind, id));
    await expiring.put(key(kind, `${memberId}/${id}`), sealed, { validForMs: DAY_MS });
  }

  async function openSealed<Value>(kind: '' | '-made', id: string): Promise<Value | undefined> {
    const entry = await expiring.get(key(kind, `${memberId}/${id}`));
    if (entry?.state !== 'live' || !keyRing.canOpen(entry.value)) return undefined;
    return JSON.parse(keyRing.open(entry.value, contextOf(kind, id))) as Value;
  }

  async function keep({ id, settings, reached }: Omit<Draft, 'created'>): Promise<void> {
    await putSealed('', id, { id, settings, reached });
    await expiring.put(key('-last', memberId), id, { validForMs: DAY_MS });
  }

  async function find(id: string): Promise<Draft | undefined> {
    const entered = await openSealed<Omit<Draft, 'created'>>('', id);
    return entered && { ...entered, created: (await openSealed<CreatedFromDraft>('-made', id)) ?? null };
  }

  return {
    find,
    keep,
    keepCreated: (id, created) => putSealed('-made', id, created),
    async begin(settings, reached) {
      const draft = { id: newSecret(12), settings, reached };
      await keep(draft);
      return { ...draft, created: null };
    },
    async findLast() {
      const entry = await expiring.get(key('-last', memberId));
      return entry?.state === 'live' ? find(entry.value) : undefined;
    },
    async once({ id }, work) {
      const lock = key('-lock', `${memberId}/${id}`);
      if (!(await expiring.putIfAbsent(lock, '', { validForMs: LONGEST_WORK_MS }))) return null;
      try {
        return await work();
      } finally {
        await expiring.drop(lock);
      }
    },
  };
}
