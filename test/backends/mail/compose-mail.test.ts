import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { createComposeMail } from '../../../src/backends/mail/compose-mail.ts';
import type { Branding } from '../../../src/domain/brokers/broker.ts';
import type { ComposeMail } from '../../../src/domain/mail/mail-backend.ts';
import { createRenderView } from '../../../src/http/render-view.ts';
import { loadTranslations, type Translations } from '../../../src/http/translations.ts';
import { contrast } from '../../../src/lib/colour.ts';
import { NO_BRANDING } from '../../contracts/sample-records.ts';
import { PROJECT_FOLDER } from '../../support/start-bridge.ts';

const CONTENT = {
  kind: 'welcome' as const,
  brokerName: 'acme',
  displayName: 'Acme',
  to: 'tess@example.com',
  language: 'en',
  link: 'https://bridge.example/b/acme/auth/login',
};

describe('a letter in the looks of its white label', () => {
  let translations: Translations;
  before(async () => {
    translations = await loadTranslations(join(PROJECT_FOLDER, 'config/locales'));
  });

  function compose(branding: Branding | undefined): ReturnType<ComposeMail> {
    const render = createRenderView(join(PROJECT_FOLDER, 'views/mail'));
    const { in: translate, directionOf } = translations;
    return createComposeMail({ render, translate, directionOf, brandingOf: () => branding })(CONTENT);
  }

  test('it says who is behind it and how to reach them, as text and as HTML', () => {
    const support = { email: 'help@acme.example', phone: '+49 30 1', url: null };
    const { text, html } = compose({ ...NO_BRANDING, legalEntity: 'Acme Ltd', jurisdiction: 'Licence 1', support });
    for (const body of [text, html]) {
      assert.match(body, /Acme Ltd · Licence 1/);
      assert.match(body, /help@acme\.example · \+49 30 1/);
    }
  });

  test('who has nothing to say, or is gone, adds nothing', () => {
    for (const branding of [NO_BRANDING, undefined]) {
      const { text, html } = compose(branding);
      assert.match(text, /--\n[^\n]+$/);
      assert.doesNotMatch(html, /<bdi>/);
    }
  });

  test('the button has the white label’s colour, dark enough for its white words', () => {
    const colourOf = ({ html }: { html: string }) => /background:(#[0-9a-f]{6});color:#ffffff/.exec(html)?.[1] ?? '';
    assert.equal(colourOf(compose({ ...NO_BRANDING, accentLight: '#7a1f3d' })), '#7a1f3d');
    for (const accentLight of ['#ffd400', '#ffffff', 'red"><script>']) {
      assert.ok(contrast(colourOf(compose({ ...NO_BRANDING, accentLight })), '#ffffff') >= 4.5, accentLight);
    }
  });

  test('row 32: nothing in a brand breaks out of a letter, and nothing in a letter is loaded from elsewhere', () => {
    const hostile = '</p><script>alert(1)</script><img src="https://evil.example/x.png" onerror="x">';
    const { html } = compose({
      ...NO_BRANDING,
      legalEntity: hostile,
      jurisdiction: hostile,
      accentLight: hostile,
      support: { email: hostile, phone: hostile, url: hostile },
    });
    assert.doesNotMatch(html, /<script|<img|<link|url\(/);
    assert.match(html, /&lt;script&gt;/);
  });
});
