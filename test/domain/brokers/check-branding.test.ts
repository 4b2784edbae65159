import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Branding } from '../../../src/domain/brokers/broker.ts';
import { checkBranding } from '../../../src/domain/brokers/check-branding.ts';
import { NO_BRANDING } from '../../contracts/sample-records.ts';
import { dataAddress, sampleIcon, sampleJpeg, samplePng, sampleSvg, sampleWebp } from '../../support/sample-images.ts';

const FULL: Branding = {
  logoLight: dataAddress('svg+xml', sampleSvg()),
  logoDark: dataAddress('png', samplePng(120, 32)),
  favicon: dataAddress('x-icon', sampleIcon(32)),
  accentLight: '#1d5fd1',
  accentDark: '#7FB0FF',
  legalEntity: 'Acme & Söhne <Holding> Ltd',
  jurisdiction: 'Licence 123 of the Authority, 金融',
  riskWarning: { en: 'You can lose all of it.', ar: 'قد تخسر كل أموالك.' },
  support: { email: 'help+sso@acme.example', phone: '+49 (30) 123-45.6', url: 'https://acme.example/help?x=1' },
};

/** Longer than 20 KB. */
const LONG_SVG = sampleSvg(`<desc>${'x'.repeat(21_000)}</desc>`);

const BAD_IMAGES: Readonly<Record<string, string>> = {
  'an address on the web': 'https://acme.example/logo.png',
  'a page': `data:text/html;base64,${Buffer.from('<script>1</script>').toString('base64')}`,
  'a page that says it is a picture': dataAddress('png', '<script>alert(1)</script>'),
  'a drawing that says it is a picture': dataAddress('png', sampleSvg()),
  'a JPEG that says it is a PNG': dataAddress('png', sampleJpeg(8, 8)),
  'a PNG that says it is a JPEG': dataAddress('jpeg', samplePng(8, 8)),
  'a PNG that says it is a drawing': dataAddress('svg+xml', samplePng(8, 8)),
  'a PDF': dataAddress('png', '%PDF-1.7 '.padEnd(100)),
  'a GIF': dataAddress('gif', 'GIF89a'),
  'the beginning of a picture': dataAddress('png', samplePng(8, 8).subarray(0, 18)),
  'a picture without area': dataAddress('webp', sampleWebp('VP8X', 1, 1, 0x02)),
  'a picture that unpacks to gigabytes': dataAddress('png', samplePng(4096, 1)),
  'a drawing without a size': dataAddress('svg+xml', sampleSvg('', '')),
  'a drawing with script': dataAddress('svg+xml', sampleSvg('<script>alert(1)</script>')),
  'more than 20 KB': dataAddress('svg+xml', LONG_SVG),
  nothing: '',
};

const refuses = (change: Partial<Branding>, field: string) =>
  assert.rejects(checkBranding({ ...FULL, ...change }), { code: 'broker_invalid', field }, JSON.stringify(change));

describe('a brand', () => {
  test('one that says everything passes, and so does one that says nothing', async () => {
    await checkBranding(FULL);
    await checkBranding(NO_BRANDING);
  });

  test('every kind of image passes', async () => {
    const images = [
      dataAddress('png', samplePng(2048, 4)),
      dataAddress('jpeg', sampleJpeg(300, 70)),
      dataAddress('webp', sampleWebp('VP8L', 200, 50)),
      dataAddress('webp', sampleWebp('VP8X', 200, 50)),
      dataAddress('x-icon', sampleIcon(0)),
    ];
    for (const favicon of images) await checkBranding({ ...FULL, favicon });
  });

  for (const [what, image] of Object.entries(BAD_IMAGES)) {
    test(`row 32: ${what} is refused as a logo and as an icon`, async () => {
      for (const name of ['logoLight', 'logoDark', 'favicon'] as const) {
        await refuses({ [name]: image }, `branding.${name}`);
      }
    });
  }

  test('row 32: what is no colour is refused', async () => {
    const colours = ['red', '#fff', '#1234567', 'rgb(1,2,3)', '#12345g', '#123456;}body{', 'var(--x)', '', '#123456\n'];
    for (const colour of colours) {
      await refuses({ accentLight: colour }, 'branding.accentLight');
      await refuses({ accentDark: colour }, 'branding.accentDark');
    }
  });

  test('row 32: texts that are too long, or hold what cannot be seen, are refused', async () => {
    for (const text of ['a\nb', 'a\0b', 'a\u007fb', 'a\u2028b', 'a\u202eb', 'a\u2066b', 'a\ud800', ' ']) {
      await refuses({ legalEntity: text }, 'branding.legalEntity');
      await refuses({ jurisdiction: text }, 'branding.jurisdiction');
      await refuses({ riskWarning: { en: text } }, 'branding.riskWarning');
    }
    await refuses({ legalEntity: 'x'.repeat(201) }, 'branding.legalEntity');
    await refuses({ jurisdiction: 'x'.repeat(501) }, 'branding.jurisdiction');
    await refuses({ riskWarning: { en: 'x'.repeat(2001) } }, 'branding.riskWarning');
    await refuses({ riskWarning: { en: '' } }, 'branding.riskWarning');
    for (const language of ['EN', 'eng', '', '"><b>']) {
      await refuses({ riskWarning: { [language]: 'x' } }, 'branding.riskWarning');
    }
  });

  test('row 32: a contact that is none, or more than one, is refused', async () => {
    const { support } = FULL;
    for (const email of ['', 'a', 'a@', '@b', 'a@b?bcc=x@y', 'a@b,c@d', 'a b@c', 'a"@b', 'a@b\r\nBcc: x', 'a%0a@b']) {
      await refuses({ support: { ...support, email } }, 'branding.support.email');
    }
    for (const phone of ['', '12', 'call us', '+49;ext=1', '1'.repeat(41), '+49\n30', 'tel:123']) {
      await refuses({ support: { ...support, phone } }, 'branding.support.phone');
    }
    for (const url of [
      '',
      'acme.example',
      'javascript:alert(1)',
      'data:text/html,x',
      'https://u:p@a/',
      'https://a"b/',
    ]) {
      await refuses({ support: { ...support, url } }, 'branding.support.url');
    }
  });
});
