import type { AdminPage } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { userListPage } from './list-page.ts';
import { userPage } from './user-page.ts';
import { userQuestions } from './user-questions.ts';

/** Traders: found, looked at, and what can be done for them. */
export function userPages({ users }: AdminOperations): AdminPage[] {
  return [userListPage(users), userPage(users), ...userQuestions(users)];
}
