import type { ExpiringKey } from '../../lib/expiring-store.ts';
import { hashToken, newSecret } from '../../lib/secrets.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import { isEnded } from './is-ended.ts';
import type { OpenedPage } from './opened-page.ts';
import { userGroup } from './session-groups.ts';

type OpenedPageEntry = Omit<OpenedPage, 'token'> & { readonly tokenHash: string; readonly issuedAtMs?: number };

const REMEMBERED_MS = 15 * 60_000;

/** @returns A random id, for a cookie; its hash is what is kept. */
export async function rememberPage(
  { expiring, clock }: AccessDependencies,
  { brokerName }: Broker,
  { token, ...opened }: OpenedPage,
): Promise<string> {
  const id = newSecret();
  const entry: OpenedPageEntry = { ...opened, tokenHash: hashToken(token), issuedAtMs: clock.nowMs() };
  const groups = [userGroup(opened.platformUserId)];
  await expiring.put(keyOf(brokerName, id), JSON.stringify(entry), { validForMs: REMEMBERED_MS, groups });
  return id;
}

/** @returns The page that was opened with this very token, if the id is right. */
export async function findOpenedPage(
  { expiring }: AccessDependencies,
  broker: Broker,
  { id, page, token }: { id: string; page: string; token: string },
): Promise<OpenedPage | undefined> {
  const found = await expiring.get(keyOf(broker.brokerName, id));
  if (found?.state !== 'live') return undefined;
  const { tokenHash, issuedAtMs, ...opened } = JSON.parse(found.value) as OpenedPageEntry;
  if (isEnded(broker, issuedAtMs)) return undefined;
  return opened.page === page && tokenHash === hashToken(token) ? { ...opened, token } : undefined;
}

function keyOf(brokerName: string, id: string): ExpiringKey {
  return { partition: brokerName, kind: 'opened-page', id: hashToken(id) };
}
