import { setTimeout as delay } from 'node:timers/promises';
import type { ExpiringKey, ExpiringStore } from '../../../../src/lib/expiring-store.ts';

const OPERATIONS = ['put', 'putIfAbsent', 'get', 'takeOnce', 'compareAndSet', 'drop', 'dropGroup'] as const;
type Operation = (typeof OPERATIONS)[number];
type Work = (...given: never[]) => Promise<unknown>;

/** Runs before an operation; what it throws, the operation throws. */
export type Interfere = (operation: Operation, kind: string) => Promise<void> | void;

/** Lets something happen before each operation of a store that is in use. @returns Takes it back. */
export function interfere(store: ExpiringStore, before: Interfere): () => void {
  const methods = store as unknown as Record<Operation, Work>;
  const originals = OPERATIONS.map((operation) => [operation, methods[operation]] as const);
  for (const [operation, original] of originals) {
    methods[operation] = async (...given: never[]) => {
      const [key] = given as readonly (ExpiringKey | string)[];
      await before(operation, typeof key === 'object' ? key.kind : '');
      return original.apply(store, given);
    };
  }
  return () => Object.assign(methods, Object.fromEntries(originals));
}

/** Every operation takes this much longer, as over a network. */
export function slowDown(store: ExpiringStore, milliseconds: number): () => void {
  return interfere(store, async () => void (await delay(milliseconds)));
}

/**
 * Does something once, right before the first operation of this kind, and before that goes on.
 *
 * @returns Takes it back; it fails where the operation never came.
 */
export function before(
  store: ExpiringStore,
  wanted: { readonly operation: Operation; readonly kind: string },
  act: () => Promise<void>,
): () => void {
  let hasCome = false;
  const takeBack = interfere(store, async (operation, kind) => {
    if (hasCome || operation !== wanted.operation || kind !== wanted.kind) return;
    hasCome = true;
    await act();
  });
  return () => {
    takeBack();
    if (!hasCome) throw new Error(`${wanted.operation} of ${wanted.kind} never came`);
  };
}
