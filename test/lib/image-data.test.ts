import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { IMAGE_TYPES, parseImageData, readImageSize } from '../../src/lib/image-data.ts';
import { dataAddress, sampleIcon, sampleJpeg, samplePng, sampleSvg, sampleWebp } from '../support/sample-images.ts';

const sizeOf = (type: string, bytes: Buffer | string) => {
  const image = parseImageData(dataAddress(type, bytes));
  return image && readImageSize(image);
};

describe('the size that an image names', () => {
  const SIZES: readonly (readonly [string, string, Buffer | string, number, number])[] = [
    ['PNG', 'png', samplePng(120, 32), 120, 32],
    ['JPEG', 'jpeg', sampleJpeg(300, 70), 300, 70],
    ['lossless WebP', 'webp', sampleWebp('VP8L', 200, 50), 200, 50],
    ['extended WebP', 'webp', sampleWebp('VP8X', 1000, 256), 1000, 256],
    ['icon', 'x-icon', sampleIcon(32), 32, 32],
    ['icon of 256', 'x-icon', sampleIcon(0), 256, 256],
    ['drawing with a view box', 'svg+xml', sampleSvg(), 120, 32],
    ['drawing with commas in its view box', 'svg+xml', sampleSvg('', "viewBox = '0,0, 12.5,3'"), 12.5, 3],
    ['drawing with width and height', 'svg+xml', sampleSvg('', 'width="90px" height="30"'), 90, 30],
    [
      'drawing that speaks of another',
      'svg+xml',
      `<!-- <svg viewBox="0 0 1 1"> -->${sampleSvg('', 'viewBox="-5 -5 40 20"')}`,
      40,
      20,
    ],
  ];
  for (const [what, type, bytes, width, height] of SIZES) {
    test(what, () => assert.deepEqual(sizeOf(type, bytes), { width, height }));
  }

  test('what names none, or nothing that has an area, or moves, has none', () => {
    assert.equal(sizeOf('svg+xml', sampleSvg('', '')), undefined);
    assert.equal(sizeOf('svg+xml', sampleSvg('', 'viewBox="0 0 0 32"')), undefined);
    assert.equal(sizeOf('svg+xml', sampleSvg('', 'width="100%" height="100%"')), undefined);
    assert.equal(sizeOf('png', samplePng(8, 8).subarray(0, 20)), undefined);
    assert.equal(sizeOf('jpeg', sampleJpeg(8, 8).subarray(0, 22)), undefined);
    assert.equal(sizeOf('webp', sampleWebp('VP8X', 8, 8, 0x02)), undefined);
  });

  test('row 46: no bytes make the reading fail', () => {
    fc.assert(
      fc.property(fc.constantFrom(...IMAGE_TYPES), fc.uint8Array({ maxLength: 200 }), (type, noise) => {
        for (const begin of [Buffer.alloc(0), sampleJpeg(8, 8).subarray(0, 20), samplePng(1, 1).subarray(0, 16)]) {
          readImageSize({ type, bytes: Buffer.concat([begin, noise]) });
        }
      }),
    );
  });
});

test('only a data: address of a known type, in base64, is one of an image', () => {
  assert.equal(parseImageData('data:image/png;base64,AAAA')?.bytes.length, 3);
  for (const bad of [
    '',
    'https://a.example/logo.png',
    'data:image/png,AAAA',
    'data:image/gif;base64,AAAA',
    'data:text/html;base64,AAAA',
    'data:image/svg+xml;charset=utf-8;base64,AAAA',
    'DATA:image/png;base64,AAAA',
    'data:image/png;base64,',
    'data:image/png;base64,AAA',
    'data:image/png;base64,AA_A',
    'data:image/png;base64,AAAA\n',
    'data:image/png;base64,AAAA" onerror="x',
  ]) {
    assert.equal(parseImageData(bad), undefined, bad);
  }
});
