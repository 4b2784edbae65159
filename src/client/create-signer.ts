/** @returns The two headers of a signed request. */
export type SignRequest = (method: string, path: string, body: string) => Promise<Record<string, string>>;

/** The bridge takes timestamps up to 300 seconds away from its clock. */
const MAX_AHEAD_SECONDS = 240;

/**
 * HMAC-SHA256 over timestamp, method, path and body, by Web Crypto, which servers and browsers have. A signature is good
 * once: the same request in the same second is given the next second.
 */
export function createSigner(secret: string, now: () => number, wait: (ms: number) => Promise<void>): SignRequest {
  const encoder = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign']);
  // Whoever awaits it is told of a fault; until then it is nobody's.
  imported.catch(() => undefined);
  const takeTimestamp = createTimestamps(now, wait);
  return async (method, path, body) => {
    const timestamp = String(await takeTimestamp(`${method} ${path} ${body}`));
    const message = encoder.encode(`${timestamp}${method}${path}${body}`);
    const signature = new Uint8Array(await crypto.subtle.sign(algorithm, await imported, message));
    const hex = Array.from(signature, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return { 'x-bridge-timestamp': timestamp, 'x-bridge-signature': hex };
  };
}

function createTimestamps(now: () => number, wait: (ms: number) => Promise<void>) {
  const lastOf = new Map<string, number>();

  function forget(nowSeconds: number): void {
    for (const [message, last] of lastOf) if (last < nowSeconds) lastOf.delete(message);
  }

  return async (message: string): Promise<number> => {
    for (;;) {
      const nowSeconds = Math.floor(now() / 1000);
      forget(nowSeconds);
      const next = Math.max(nowSeconds, (lastOf.get(message) ?? 0) + 1);
      if (next - nowSeconds <= MAX_AHEAD_SECONDS) {
        lastOf.set(message, next);
        return next;
      }
      await wait(1000);
    }
  };
}
