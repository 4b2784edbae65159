import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withoutDependencies } from '../../../../scripts/without-dependencies.ts';
import { createOperations } from '../../../../src/entrypoints/admin/operations.ts';
import { adminPages } from '../../../../src/entrypoints/admin/pages.ts';
import { roleAllows, STAFF_ROLE_NAMES, type StaffRole } from '../../../../src/lib/staff-permissions.ts';
import { EVERYTHING, useAdminStage } from '../support/admin-stage.ts';
import { openVisitor, SESSION_COOKIE, type Visitor } from '../support/visitor.ts';

const PAGES = adminPages(withoutDependencies(), createOperations(withoutDependencies(), withoutDependencies())).flatMap(
  (page) => {
    if (page.access !== 'staff' || page.asksFor === undefined) return [];
    const { access } = page.asksFor;
    return 'permission' in access ? [{ path: page.path, permission: access.permission }] : [];
  },
);
/** Whatever the page is about need not be there. */
const addressOf = (path: string) => path.replaceAll(/:\w+/g, 'nobody');

describe('pages that ask before something is done', () => {
  const stage = useAdminStage();

  async function visitorAs(role: StaffRole): Promise<Visitor> {
    const member = await stage().as(role, EVERYTHING);
    const visitor = openVisitor(stage().bridge.url);
    visitor.cookies.set(SESSION_COOKIE, member.token());
    return visitor;
  }

  for (const role of STAFF_ROLE_NAMES) {
    test(`row 30: whoever may not do it is told so instead of asked: ${role}`, async () => {
      const visitor = await visitorAs(role);
      for (const { path, permission } of PAGES) {
        const { status } = await visitor.get(addressOf(path));
        assert.equal(status === 403, !roleAllows(role, permission), `${path}: ${status}`);
      }
    });
  }

  test('each kind of page is among them', () => {
    const paths = PAGES.map(({ path }) => path);
    for (const path of [
      ...['/admin/webhooks/new', '/admin/staff/invite', '/admin/users/:brokerName/:userId/disable'],
      '/admin/payments/:brokerName/:paymentId/settle',
    ])
      assert.ok(paths.includes(path), path);
  });
});
