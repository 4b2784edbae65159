import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fillForm, findPasswordForm } from '../../src/conformance/fill-form.ts';
import { parseHtmlForms } from '../../src/conformance/html-form.ts';
import { renderLoginPage } from '../support/broken-bridge-page.ts';
import { cpuMsOf } from '../support/cpu-time.ts';

const ENTRY = { email: 'a@example.com', password: 'p&p', keepMeLoggedIn: false };

function fill(page: string, entry = ENTRY): URLSearchParams | string {
  const form = findPasswordForm(parseHtmlForms(page));
  return form ? fillForm(form, entry) : 'no form';
}

describe('a page is read as a browser reads it', () => {
  const page = renderLoginPage({ isSignUp: false, query: '?brokerName=a&brokerCrmName=b', ticket: 't1' });

  test('forms in comments and scripts are not there', () => {
    assert.deepEqual(
      parseHtmlForms(page).map((form) => form.action),
      ['/language', '/auth/login?brokerName=a&brokerCrmName=b'],
    );
  });

  test('a trader who does not tick the box sends everything but the box', () => {
    assert.equal(String(fill(page)), 'ticket=t1&email=a%40example.com&password=p%26p&country=DE&step=go');
  });

  test('a trader who ticks the box sends its value', () => {
    const filled = fill(page, { ...ENTRY, keepMeLoggedIn: true });
    assert.equal(new URLSearchParams(filled).get('keepMeLoggedIn'), 'true');
  });

  test('a sign-up form gets a name, and what is required is ticked', () => {
    const signUp = `<form method=post><input type=text name=user autocomplete="email"><input type=password name=a>
      <input type=password name=b><input name=firstName><input name=city required><input type=checkbox name=terms required>
      <input type=checkbox name=remember checked></form>`;
    assert.equal(String(fill(signUp)), 'user=a%40example.com&a=p%26p&b=p%26p&firstName=Conform&city=Conform&terms=on');
  });

  test('entities are decoded, in names, values and actions', () => {
    const [form] = parseHtmlForms('<form action="/x?a=1&amp;b=&#34;&#x41;&quot;&unknown;"></form>');
    assert.equal(form?.action, '/x?a=1&b="A"&unknown;');
  });
});

describe('a form that lacks something is named', () => {
  for (const [page, keepMeLoggedIn, expected] of [
    ['<form><input type=password name=p></form>', false, 'the form has no field for the email address'],
    [
      '<form><input type=email name=e><input type=password name=p></form>',
      true,
      'the form has no "keep me logged in" checkbox',
    ],
    ['<form><input name=q></form>', false, 'no form'],
    ['<form <input type=password', false, 'no form'],
    ['', false, 'no form'],
  ] as const) {
    test(`${expected}: ${page}`, () => {
      assert.equal(fill(page, { ...ENTRY, keepMeLoggedIn }), expected);
    });
  }
});

test('a page made to be slow is read in little time', async () => {
  const cpuMs = await cpuMsOf(() => {
    parseHtmlForms(`<form>${'<input a="'.repeat(2_000)}`);
    parseHtmlForms(`<a ${'<'.repeat(20_000)}`);
  });
  assert.ok(cpuMs < 4_000, `${cpuMs} ms`);
});
