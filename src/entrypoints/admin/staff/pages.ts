import type { AdminPage } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { invitePages } from './invite-page.ts';
import { staffListPage } from './list-page.ts';
import { memberPages } from './member-page.ts';
import { memberQuestions } from './member-questions.ts';

/** Members of staff: listed, invited, changed. */
export function staffPages(operations: AdminOperations): AdminPage[] {
  // The address of the invitation stands before that of a member, who could be called so.
  return [
    staffListPage(operations),
    ...invitePages(operations),
    ...memberPages(operations),
    ...memberQuestions(operations),
  ];
}
