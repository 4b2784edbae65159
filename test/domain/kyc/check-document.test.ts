import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkDocument } from '../../../src/domain/kyc/check-document.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import type { ErrorCode } from '../../../src/errors/catalogue.ts';
import { cpuMsOf } from '../../support/cpu-time.ts';
import { jpegFile, pdfFile, pngFile, webpFile } from '../../support/document-files.ts';

const LIMIT_BYTES = 5 * 1024 * 1024;

const text = (content: string) => Buffer.from(content, 'latin1');

async function assertRefused(content: Buffer, code: ErrorCode, message?: string): Promise<void> {
  await assert.rejects(
    () => checkDocument(content),
    (error) => isBridgeError(error, code) || assert.fail(`${message ?? ''} ${error}`),
    message,
  );
}

describe('a document', () => {
  for (const [name, content, type] of [
    ['a JPEG', jpegFile(), 'image/jpeg'],
    ['a JPEG with a film behind it', Buffer.concat([jpegFile(), randomBytes(999)]), 'image/jpeg'],
    ['a JPEG with fill bytes', Buffer.concat([text('\xff\xd8\xff\xff'), jpegFile().subarray(2)]), 'image/jpeg'],
    ['a PNG', pngFile(), 'image/png'],
    ['a WebP', webpFile('VP8 '), 'image/webp'],
    ['a lossless WebP', webpFile('VP8L'), 'image/webp'],
    ['an extended WebP', webpFile('VP8X'), 'image/webp'],
    ['a PDF', pdfFile(), 'application/pdf'],
    ['a PDF with blank lines behind its end', Buffer.concat([pdfFile(), text('\r\n'.repeat(50))]), 'application/pdf'],
  ] as const) {
    test(`that is ${name} is known by its content`, async () => {
      assert.equal(await checkDocument(content), type);
    });
  }

  for (const [name, content] of [
    ['a text', text('My name is Tess Trader')],
    ['a page', text('<!doctype html><script>alert(1)</script>')],
    ['an SVG', text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
    ['a GIF', text(`GIF89a${'\0'.repeat(100)}`)],
    ['a ZIP', text(`PK\x03\x04${'\0'.repeat(100)}`)],
    ['a program', text(`MZ${'\0'.repeat(100)}`)],
    ['an ELF program', text(`\x7fELF${'\0'.repeat(100)}`)],
    ['a script with the name of a PDF inside', text('#!/bin/sh\n# %PDF-1.7 %%EOF\n')],
    ['noise', Buffer.alloc(5000, 0x5a)],
    ['one byte', text('x')],
    ['an animation that says it is a PNG', animatedPng()],
  ] as const) {
    test(`that is ${name} is refused by its content`, () => assertRefused(content, 'file_type_refused'));
  }

  test('that is empty, or one byte too large, is refused', async () => {
    await assertRefused(Buffer.alloc(0), 'file_empty');
    const frame = pngFile(640, 480).length;
    assert.equal(await checkDocument(pngFile(640, 480, randomBytes(LIMIT_BYTES - frame))), 'image/png');
    await assertRefused(pngFile(640, 480, randomBytes(LIMIT_BYTES - frame + 1)), 'file_too_large');
  });

  test('that is cut off anywhere is refused', async () => {
    for (const [name, content] of Object.entries({ jpegFile: jpegFile(), pngFile: pngFile(), webpFile: webpFile() })) {
      for (const share of [0.3, 0.5, 0.9, 0.99]) {
        const cut = content.subarray(0, Math.floor(content.length * share));
        await assertRefused(cut, 'file_damaged', `${name} cut at ${share}`);
      }
    }
    await assertRefused(pdfFile().subarray(0, -7), 'file_damaged');
    await assertRefused(Buffer.concat([pdfFile(), randomBytes(10_000)]), 'file_damaged');
  });

  test('that begins as one thing and goes on as another is refused', async () => {
    await assertRefused(Buffer.concat([pngFile().subarray(0, 33), pdfFile()]), 'file_damaged');
    await assertRefused(Buffer.concat([jpegFile().subarray(0, 4), pdfFile()]), 'file_damaged');
    await assertRefused(Buffer.concat([text('%PDF'), pngFile(), text('%%EOF')]), 'file_damaged');
    await assertRefused(Buffer.concat([text('RIFF\x10\0\0\0WEBP'), pdfFile()]), 'file_damaged');
  });

  for (const [name, content] of [
    ['one pixel', pngFile(1, 1)],
    ['a strip', jpegFile(4000, 199)],
    ['nothing wide', webpFile('VP8 ', 0, 600)],
    ['larger than any camera makes', pngFile(20_001, 300)],
    ['small, but unpacks to a gigapixel', pngFile(20_000, 20_000)],
    ['negative if it were signed', pngFile(0xffff_ffff, 0xffff_ffff)],
  ] as const) {
    test(`that is an image of ${name} is refused`, () => assertRefused(content, 'image_size_refused'));
  }

  test('row 46: whatever bytes it holds, it is taken or refused, and that soon', async () => {
    const heads = [jpegFile(), pngFile(), webpFile(), webpFile('VP8X'), pdfFile(), text('ID3\x04\0\0\0\0\0\x0a')];
    const content = fc
      .tuple(fc.constantFrom(...heads), fc.nat(100), fc.uint8Array({ maxLength: 200 }), fc.nat(200))
      .map(([head, share, noise, at]) => {
        const bytes = Buffer.concat([head.subarray(0, Math.ceil((head.length * share) / 100)), noise, head]);
        bytes.writeUInt8((at * 37) % 256, at % bytes.length);
        return bytes;
      });
    await fc.assert(
      fc.asyncProperty(content, async (bytes) => {
        await checkDocument(bytes).catch((error: unknown) => assert.ok(isBridgeError(error), String(error)));
      }),
      { numRuns: 2000 },
    );
    const large = [0xff, 0x00, 0x01].flatMap((filler) =>
      heads.map((head) => Buffer.concat([head.subarray(0, 12), Buffer.alloc(LIMIT_BYTES - 12, filler)])),
    );
    const cpuMs = await cpuMsOf(async () => {
      for (const bytes of large) {
        await checkDocument(bytes).catch((error: unknown) => assert.ok(isBridgeError(error), String(error)));
      }
    });
    assert.ok(cpuMs < 10_000, `${cpuMs} ms`);
  });
});

/** An `acTL` chunk before the pixels. */
function animatedPng(): Buffer {
  const still = pngFile();
  const control = Buffer.from([0, 0, 0, 8, ...text('acTL'), 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
  return Buffer.concat([still.subarray(0, 33), control, still.subarray(33)]);
}
