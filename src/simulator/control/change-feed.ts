/** Tells whoever looks at the app that there is something new to see. */
export interface ChangeFeed {
  notify(): void;
  /** @returns Ends the subscription. */
  subscribe(listener: () => void): () => void;
}

export function createChangeFeed(): ChangeFeed {
  const listeners = new Set<() => void>();
  return {
    notify() {
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
