import assert from 'node:assert/strict';
import { panelHtml } from '../../../src/host/panelHtml.ts';

const html = panelHtml({
  cspSource: 'https://weft.example',
  script: 'https://weft.example/panel.js?a=1&b="2"',
  styles: ['https://weft.example/panel.css', 'https://weft.example/codicon.css'],
  nonce: 'abc123',
});

describe('panelHtml', () => {
  it('admits nothing but what its policy names', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    assert.equal(
      policy,
      "default-src 'none'; script-src 'nonce-abc123'; style-src https://weft.example " +
        "'nonce-abc123'; font-src https://weft.example; img-src https://weft.example",
    );
  });

  it('has no inline script, style or handler', () => {
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=/);
    assert.deepEqual(html.match(/<script[^>]*>[^<]*/g), [
      '<script nonce="abc123" src="https://weft.example/panel.js?a=1&amp;b=&quot;2&quot;">',
    ]);
  });

  it('has a language, a title and the element that the panel fills', () => {
    assert.match(html, /<html lang="en">/);
    assert.match(html, /<title>Weft<\/title>/);
    assert.match(html, /<div id="app"><\/div>/);
  });

  it('links every style sheet', () => {
    assert.equal(html.match(/<link rel="stylesheet"/g)?.length, 2);
  });
});
