/** How many uploads may be in memory at once. */
export interface UploadSlots {
  /**
   * @param address - Of whoever sends the upload.
   * @returns Gives the slot back, once; `undefined` when there is none.
   */
  take(address: string): (() => void) | undefined;
}

/** @param limits.perAddress - So that nobody alone can take all of them. */
export function createUploadSlots(limits: { readonly total: number; readonly perAddress: number }): UploadSlots {
  const byAddress = new Map<string, number>();
  let taken = 0;

  function add(address: string, change: 1 | -1): void {
    const count = (byAddress.get(address) ?? 0) + change;
    if (count === 0) byAddress.delete(address);
    else byAddress.set(address, count);
    taken += change;
  }

  return {
    take(address) {
      if (taken >= limits.total || (byAddress.get(address) ?? 0) >= limits.perAddress) return undefined;
      add(address, 1);
      let isGivenBack = false;
      return () => {
        if (!isGivenBack) add(address, -1);
        isGivenBack = true;
      };
    },
  };
}
