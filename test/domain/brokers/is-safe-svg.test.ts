import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isSafeSvg } from '../../../src/domain/brokers/is-safe-svg.ts';
import { cpuMsOf } from '../../support/cpu-time.ts';
import { sampleSvg } from '../../support/sample-images.ts';

const isSafe = (text: string) => isSafeSvg(Buffer.from(text));
const XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 8 8"';

describe('row 32: a drawing that only draws is taken', () => {
  const GOOD: Readonly<Record<string, string>> = {
    'a path': sampleSvg(),
    'with declaration and comment': `<?xml version="1.0" encoding="UTF-8"?>\n<!-- by hand -->\n${sampleSvg()}\n`,
    'with a byte order mark': `\ufeff${sampleSvg()}`,
    'with gradients of its own': sampleSvg(
      '<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient></defs><rect fill="url(#a)"/>',
    ),
    'with classes': sampleSvg('<style>.a{fill:#fff;image-rendering:auto}</style><g class="a"/>'),
    'with words and references to characters': sampleSvg('<title>A &amp; B &#xe4; &#228;</title><text>A &lt; B</text>'),
    'with a part used again': sampleSvg('<g id="a"/><use xlink:href="#a"/><use href="#a"/>', XLINK),
    'with attributes in single quotes': "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1' />",
  };
  for (const [what, text] of Object.entries(GOOD)) test(what, () => assert.equal(isSafe(text), true));
});

describe('row 32: a drawing that could do anything else is refused', () => {
  const BAD: Readonly<Record<string, string>> = {
    'a script': sampleSvg('<script>alert(1)</script>'),
    'a script behind a prefix': sampleSvg('<x:script>1</x:script>', 'xmlns:x="http://www.w3.org/2000/svg"'),
    'an event': sampleSvg('<path onload="x()"/>'),
    'an event in capitals': sampleSvg('<path ONCLICK="x()"/>'),
    'an event at its root': sampleSvg('', 'onload="x()" viewBox="0 0 1 1"'),
    'foreign content': sampleSvg('<foreignObject><p>x</p></foreignObject>'),
    'another namespace': sampleSvg('<g xmlns="http://www.w3.org/1999/xhtml"><style/></g>'),
    'no namespace': '<svg viewBox="0 0 1 1"/>',
    'a picture inside': sampleSvg('<image href="data:image/png;base64,AAAA"/>'),
    'a link': sampleSvg('<a href="https://evil.example"><path/></a>'),
    'a part from elsewhere': sampleSvg('<use href="https://evil.example/a.svg#x"/>'),
    'a part from elsewhere behind any prefix': sampleSvg('<use y:href="//evil.example#x"/>', 'xmlns:y="x"'),
    'an address in an attribute': sampleSvg('<rect fill="url(https://evil.example/a.svg#x)"/>'),
    'an address hidden by references': sampleSvg('<rect fill="u&#114;l&#40;//evil.example#x)"/>'),
    'an address hidden by escapes': sampleSvg('<rect fill="\\75rl(//evil.example#x)"/>'),
    'an address in a style': sampleSvg('<style>.a{fill:url(//evil.example)}</style>'),
    'an address in a style attribute': sampleSvg('<g style="fill:URL( #a )"/>'),
    'an import': sampleSvg('<style>@import "//evil.example/a.css";</style>'),
    'an escape in a style': sampleSvg('<style>.a{fill:\\75rl(x)}</style>'),
    'an element inside a style': sampleSvg('<style><g/></style>'),
    movement: sampleSvg('<path><animate attributeName="href" to="javascript:1"/></path>'),
    'movement by setting': sampleSvg('<set attributeName="onload" to="x()"/>'),
    'a base': sampleSvg('<g xml:base="//evil.example"/>'),
    'a doctype': `<!DOCTYPE svg>${sampleSvg()}`,
    'an entity': `<!DOCTYPE svg [<!ENTITY a "b">]>${sampleSvg('<text>&a;</text>')}`,
    'an entity that nobody declared': sampleSvg('<text>&nbsp;</text>'),
    'a reference to no character': sampleSvg('<text>&#0;</text>'),
    'a reference beyond all characters': sampleSvg('<text>&#x110000;</text>'),
    'unparsed text': sampleSvg('<style><![CDATA[ x ]]></style>'),
    'an instruction': `<?xml-stylesheet href="//evil.example"?>${sampleSvg()}`,
    'an instruction inside': sampleSvg('<?php x ?>'),
    'another encoding': `<?xml version="1.0" encoding="UTF-7"?>${sampleSvg()}`,
    HTML: '<html><body>x</body></html>',
    'HTML behind it': `${sampleSvg()}<script>x</script>`,
    'two roots': sampleSvg() + sampleSvg(),
    'a drawing within it': sampleSvg(sampleSvg()),
    'words around it': `x${sampleSvg()}`,
    'an element that does not end': '<svg xmlns="http://www.w3.org/2000/svg"><g></svg>',
    'an attribute twice': sampleSvg('<g id="a" id="b"/>'),
    'an attribute without quotes': sampleSvg('<g id=a/>'),
    'a control character': sampleSvg('<title>\u0001</title>'),
    'parts within parts within parts': sampleSvg('<use href="#a"/>'.repeat(9)),
    'great depth': sampleSvg('<g>'.repeat(40) + '</g>'.repeat(40)),
    nothing: '',
  };
  for (const [what, text] of Object.entries(BAD)) test(what, () => assert.equal(isSafe(text), false));

  test('bytes that are no UTF-8', () => {
    assert.equal(isSafeSvg(Buffer.from(sampleSvg('<title>\u00e4</title>'), 'latin1')), false);
    assert.equal(isSafeSvg(Buffer.from(`\ufeff${sampleSvg()}`, 'utf16le')), false);
  });

  test('row 46: no document makes the check fail or hang, however long its pieces are', async () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '/',
      'svg',
      ' a="',
      "'",
      '"',
      '=',
      '<!--',
      '-->',
      '<g',
      '&',
      ';',
      '\n',
      'x',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => void isSafe(sampleSvg(parts.join('')))),
      { numRuns: 500 },
    );
    for (const long of [' '.repeat(20_000), '<g '.repeat(6000), `<g a="${'b'.repeat(20_000)}`, '<!--'.repeat(5000)]) {
      const cpuMs = await cpuMsOf(() => assert.equal(isSafe(sampleSvg(long)), long.trim() === ''));
      assert.ok(cpuMs < 1000, `${cpuMs} ms`);
    }
  });
});
