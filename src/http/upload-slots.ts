/** How many uploads may be in memory at once. */
export interface UploadSlots {
  /** @returns Gives the slot back, once; `undefined` when there is none. */
  take(sender: UploadSender): (() => void) | undefined;
}

/** Whom an upload is counted against. */
export interface UploadSender {
  readonly brokerName: string;
  /** Who is known by the form, within the white label. */
  readonly holder: string;
  readonly address: string;
}

/** So that nobody alone, and no white label, can take all of them. */
export interface UploadLimits {
  readonly total: number;
  readonly perBroker: number;
  readonly perAddress: number;
  readonly perHolder: number;
}

export function createUploadSlots(limits: UploadLimits): UploadSlots {
  const counts = new Map<string, number>();

  function add(key: string, change: 1 | -1): void {
    const count = (counts.get(key) ?? 0) + change;
    if (count === 0) counts.delete(key);
    else counts.set(key, count);
  }

  return {
    take({ brokerName, holder, address }) {
      const bounds: readonly (readonly [string, number])[] = [
        ['all', limits.total],
        [JSON.stringify(['broker', brokerName]), limits.perBroker],
        [JSON.stringify(['address', address]), limits.perAddress],
        [JSON.stringify(['holder', brokerName, holder]), limits.perHolder],
      ];
      if (bounds.some(([key, most]) => (counts.get(key) ?? 0) >= most)) return undefined;
      for (const [key] of bounds) add(key, 1);
      let isGivenBack = false;
      return () => {
        if (isGivenBack) return;
        isGivenBack = true;
        for (const [key] of bounds) add(key, -1);
      };
    },
  };
}
