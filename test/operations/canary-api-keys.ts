import { createHmac } from 'node:crypto';
import { CANARY_KEY, type CanaryBridge, newCanary } from './canary-bridge.ts';
import { QUERY_MARKER, type Refusals } from './canary-calls.ts';
import { note } from './secrets.ts';

const PATH = `/broker-api/v1/limits?note=${QUERY_MARKER}`;

/** Calls with an API key, good and bad, in every way of showing one. */
export async function useCanaryApiKeys({ bridge, secrets }: CanaryBridge): Promise<Refusals> {
  const refusals: Refusals = { texts: [] };
  const { text, secret } = CANARY_KEY;
  const wrongText = `bk_test_${newCanary('wrong-key')}`;
  const wrongSecret = newCanary('wrong-secret');
  const pairOf = (...parts: readonly string[]) => Buffer.from(parts.join(':')).toString('base64');
  const timestamp = String(Math.floor(Date.now() / 1000));
  const sign = (by: string) => createHmac('sha256', by).update(`${timestamp}GET${PATH}`).digest('hex');
  const signedBy = (by: string) => ({ 'X-Bridge-Timestamp': timestamp, 'X-Bridge-Signature': sign(by) });
  for (const value of [wrongText, `bk_live_${wrongText}`, wrongSecret]) note(secrets, 'garbage', value);

  for (const [authorization, more] of [
    [`Bearer ${text}`],
    [`Bearer ${wrongText}`],
    [`Bearer bk_live_${wrongText}`],
    [`Bearer ${text}`, signedBy(secret)],
    [`Bearer ${text}`, signedBy(secret)],
    [`Bearer ${text}`, signedBy(wrongSecret)],
    ...[pairOf(text, secret), pairOf(text, wrongSecret), pairOf(wrongText, secret), pairOf(text)].map((pair) => {
      note(secrets, 'API key and secret', pair);
      return [`Basic ${pair}`] as const;
    }),
  ] as readonly (readonly [string, Record<string, string>?])[]) {
    const answer = await fetch(`${bridge.url}${PATH}`, { headers: { authorization, ...more } });
    const body = await answer.text();
    if (answer.status >= 400) refusals.texts.push(`${JSON.stringify([...answer.headers])}${body}`);
  }
  return refusals;
}
