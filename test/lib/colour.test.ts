import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { contrast, isColour, mix, readableOn } from '../../src/lib/colour.ts';

const colours = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`);

describe('colours', () => {
  /** As published, or as the formula of WCAG 2.2 gives by hand. */
  const KNOWN: readonly (readonly [string, string, number])[] = [
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#767676', '#ffffff', 4.54],
    ['#777777', '#ffffff', 4.48],
    ['#ff0000', '#ffffff', 4],
    ['#0000ff', '#ffffff', 8.59],
    ['#00ff00', '#000000', 15.3],
    ['#808080', '#000000', 5.32],
    ['#0a0a0a', '#000000', 1.06],
  ];
  for (const [one, other, ratio] of KNOWN) {
    test(`${one} and ${other} stand ${ratio} to 1 apart, whichever is in front`, () => {
      assert.equal(Math.round(contrast(one, other) * 100) / 100, ratio);
      assert.equal(contrast(other, one), contrast(one, other));
    });
  }

  test('a mix begins at the one and ends at the other', () => {
    assert.equal(mix('#102030', '#f0e0d0', 0), '#102030');
    assert.equal(mix('#102030', '#f0e0d0', 1), '#f0e0d0');
    assert.equal(mix('#000000', '#ffffff', 0.5), '#808080');
  });

  test('a colour that can be read stays as it is', () => {
    assert.equal(readableOn(['#ffffff'], '#1d5fd1'), '#1d5fd1');
    assert.equal(readableOn(['#19212a', '#0e1318'], '#7fb0ff'), '#7fb0ff');
  });

  test('one that cannot is made darker on light grounds and lighter on dark ones, no more than it takes', () => {
    const yellow = readableOn(['#ffffff'], '#ffd400');
    assert.ok(contrast(yellow, '#ffffff') >= 4.5 && contrast(yellow, '#ffffff') < 4.8, yellow);
    const navy = readableOn(['#19212a'], '#000080');
    assert.ok(contrast(navy, '#19212a') >= 4.5 && contrast(navy, '#19212a') < 4.9, navy);
  });

  test('row 32: whatever colour comes in, what comes out is a colour that can be read on every ground', () => {
    for (const grounds of [
      ['#ffffff', '#f2f4f7'],
      ['#19212a', '#0e1318'],
    ]) {
      fc.assert(
        fc.property(colours, (colour) => {
          const readable = readableOn(grounds, colour);
          assert.ok(isColour(readable));
          for (const ground of grounds) assert.ok(contrast(readable, ground) >= 4.5, `${colour} became ${readable}`);
        }),
      );
    }
  });

  test('only # and six hexadecimal digits are a colour', () => {
    for (const good of ['#1d5fd1', '#ABCDEF']) assert.ok(isColour(good));
    for (const bad of ['', '#fff', 'red', '#12345', '#1234567', '#12345g', '#123456\n', ' #123456', '#123456;']) {
      assert.equal(isColour(bad), false, bad);
    }
  });
});
