import { BridgeError } from '../../errors/bridge-error.ts';
import { foldName } from '../../lib/fold-name.ts';
import { normaliseEmail } from './sign-in.ts';
import type { User } from './user.ts';
import type { UserSearch, UserSearchPage, UserSearchPhase } from './user-search.ts';
import type { UserMatch, UserStore } from './user-store.ts';

/** In this order. */
const PHASES: readonly UserSearchPhase[] = ['id', 'platform-user', 'email', 'name', 'surname'];

const MAX_TEXT_LENGTH = 200;
/** A number that the platform can have given. */
const PLATFORM_USER_ID = /^[1-9]\d{0,14}$/;

/**
 * Looks in one index after the other until the page is full; whom an earlier one found is left out of the later ones.
 *
 * @throws `parameter_invalid` for a text that is too long, and a place that is none of this reach.
 */
export async function searchUsers(
  store: Pick<UserStore, 'search'>,
  { brokerNames, text, after, limit }: UserSearch,
): Promise<UserSearchPage> {
  if (text.length > MAX_TEXT_LENGTH) throw new BridgeError('parameter_invalid', { field: 'text' });
  if (brokerNames?.length === 0) return { users: [], next: null };
  const matches = matchesOf(text.trim());
  const last = after && (await findLast(store, brokerNames, after.id));
  const begin = matches.findIndex(({ by }) => by === (after?.phase ?? matches[0]?.by));
  if (begin < 0) throw new BridgeError('parameter_invalid', { field: 'cursor' });

  const found: { readonly user: User; readonly phase: UserSearchPhase }[] = [];
  for (const [index, match] of matches.entries()) {
    if (index < begin || found.length > limit) continue;
    const page = { brokerNames, match, unless: matches.slice(0, index), limit: limit + 1 - found.length };
    const users = await store.search(index === begin && last ? { ...page, after: last } : page);
    found.push(...users.map((user) => ({ user, phase: match.by })));
  }
  const page = found.slice(0, limit);
  const end = page.at(-1);
  return {
    users: page.map(({ user }) => user),
    next: found.length > limit && end ? { phase: end.phase, id: end.user.id } : null,
  };
}

function matchesOf(text: string): UserMatch[] {
  const email = normaliseEmail(text);
  if (email === '') return [{ by: 'email', text: '' }];
  const name = foldName(text);
  const all: Readonly<Record<UserSearchPhase, UserMatch | undefined>> = {
    id: { by: 'id', text },
    'platform-user': PLATFORM_USER_ID.test(text) ? { by: 'platform-user', number: Number(text) } : undefined,
    email: /\s/.test(email) ? undefined : { by: 'email', text: email },
    name: name === '' ? undefined : { by: 'name', text: name },
    surname: name === '' ? undefined : { by: 'surname', text: name },
  };
  return PHASES.map((phase) => all[phase]).filter((match) => match !== undefined);
}

async function findLast(
  store: Pick<UserStore, 'search'>,
  brokerNames: readonly string[] | null,
  id: string,
): Promise<User> {
  const [user] = await store.search({ brokerNames, match: { by: 'id', text: id }, unless: [], limit: 1 });
  if (!user) throw new BridgeError('parameter_invalid', { field: 'cursor', detail: 'the user is not there' });
  return user;
}
