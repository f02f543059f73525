import assert from 'node:assert/strict';
import {
  brokenHtml,
  recordingHtml,
  type RecordingPage,
} from '../../../../src/host/recordings/recordingPage.ts';
import { findingView } from '../../../support/panel/findingView.ts';

const script = { nonce: 'n0nce', src: 'timeline.js' };
const frame = { cspSource: 'https://csp', styles: ['a.css'], script };

function page(more: Partial<RecordingPage> = {}): string {
  const about = { title: 'a.py', facts: ['3 events'], damage: undefined, findings: [] };
  return recordingHtml({ ...about, outcome: { kind: 'stopped' }, actions: [], ...more }, frame);
}

describe('the page of a recording', () => {
  it('shows nothing of the run as markup', () => {
    const evil = '<img src=x onerror="alert(1)">&';
    const finding = findingView({ title: evil, explanation: evil });
    const html = page({ title: evil, facts: [evil], damage: evil, findings: [finding] });
    assert.doesNotMatch(html, /<img/);
    assert.match(html, /&lt;img src=x onerror=&quot;alert\(1\)&quot;&gt;&amp;/);
    assert.doesNotMatch(brokenHtml(evil, evil, frame), /<img/);
  });

  it('admits the timeline’s script alone, and none where there is nothing to show', () => {
    assert.match(page(), /content="default-src 'none'; script-src 'nonce-n0nce'; style-src/);
    const broken = brokenHtml('a.py', 'cut', { ...frame, script: undefined });
    assert.match(broken, /content="default-src 'none'; style-src https:\/\/csp; font-src/);
    assert.doesNotMatch(broken, /<script/);
  });

  it('says how the run ended, or that the recording did', () => {
    assert.match(page({ outcome: { kind: 'exited', exitCode: 3 } }), /Ended, exit code 3/);
    assert.match(page({ outcome: undefined }), /The recording ends before the run did/);
  });

  it('tells what happened apart from what could', () => {
    const happened = findingView({ title: 'Hangs' });
    const predicted = findingView({ title: 'May hang', certainty: 'predicted' });
    const html = page({ findings: [predicted, happened] });
    assert.match(html, /What is wrong.*Hangs.*under another schedule.*May hang/s);
  });

  it('links to commands, the first as the main one', () => {
    const actions = [
      { label: 'Replay', href: 'command:weft.replayRecording?%5B%5D' },
      { label: 'Show', href: 'command:weft.showRecording?%5B%5D' },
    ];
    const html = page({ actions });
    assert.match(html, /class="button" role="button" href="command:weft\.replayRecording\?%5B%5D"/);
    assert.match(html, /class="button secondary"/);
  });
});
