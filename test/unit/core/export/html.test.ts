import assert from 'node:assert/strict';
import fc from 'fast-check';
import { base64, timelineHtml } from '../../../../src/core/export/timelineHtml.ts';

const parts = {
  script: 'f("</script><!--")',
  styles: ['@font-face { src: url("./codicon.ttf?1a2b") format("truetype"); }', 'a { color: red }'],
  font: Uint8Array.of(1, 2, 3),
};

function page(title = 'bank.py'): string {
  return [...timelineHtml(title, Uint8Array.of(4, 5), parts)].join('');
}

describe('the HTML export', () => {
  it('has everything inside, and a policy that lets nothing else in', () => {
    const html = page();
    assert.match(
      html,
      /content="default-src 'none'; script-src 'nonce-weft'; style-src 'nonce-weft';/,
    );
    assert.match(html, /src: url\("data:font\/ttf;base64,AQID"\) format/);
    assert.match(html, /id="recording">BAU=<\/script>/);
    assert.doesNotMatch(html, /(src|href)="|url\("(?!data:)|https?:/);
  });

  it('can’t be ended by what is in it', () => {
    const html = page('</title><script>alert(1)</script>');
    assert.equal(html.match(/<\/script>/g)?.length, 2);
    assert.match(html, /<title>&lt;\/title&gt;&lt;script&gt;/);
    assert(html.includes('f("<\\/script><\\!--")'));
  });

  it('writes bytes as base64', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        assert.equal(base64(bytes), Buffer.from(bytes).toString('base64'));
      }),
    );
  });
});
