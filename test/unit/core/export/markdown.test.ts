import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findingReport } from '../../../../src/core/export/findingReport.ts';
import { codeBlock, escaped, shellWord, table } from '../../../../src/core/export/markdownText.ts';
import { runReport } from '../../../../src/core/export/runReport.ts';
import { exportedPicture } from '../../../support/export/exportedRun.ts';
import { traceFromText } from '../../../support/traceFromText.ts';

const twoLocks = traceFromText(
  `
  main       worker
  take A     .
  .          take B
  take B     .
  .          take A
  `,
  { kind: 'deadlocked' },
);

const program = ['with A:', '    work()', '    with B:', '        pass'];
const source = (file: string, line: number) =>
  file === '/main.py' ? program[line - 1] : undefined;

function report(changes: Parameters<typeof exportedPicture>[1] = {}): string {
  const run = exportedPicture(twoLocks, { source, ...changes });
  const [finding] = run.findings;
  assert(finding, 'something is wrong');
  return findingReport(run, finding);
}

describe('the report of a finding', () => {
  it('tells who waits for whom, as a way round', () => {
    const ring = [
      '**Who waits for whom**',
      '',
      '```text',
      'main ╌╌ wants ╌╌▶ B',
      'B ── held by ──▶ worker',
      'worker ╌╌ wants ╌╌▶ A',
      'A ── held by ──▶ main',
      '```',
    ];
    assert(report().includes(ring.join('\n')));
  });

  it('shows the code around a place if it is at hand', () => {
    const text = report();
    const place = [
      '**main wants B** at `main.py:3` in `main` (step 12)',
      '',
      '```text',
      '  1  with A:',
      '  2      work()',
      '> 3      with B:',
      '  4          pass',
      '```',
    ];
    assert(text.includes(place.join('\n')), text);
    assert(text.includes('**worker took B** at `worker.py:2` in `worker` (step 10)\n\n**worker'));
  });

  it('tells the story, the moment and the cure', () => {
    const text = report();
    assert(text.includes('1. main took A at main.py:1 (step 8)'), text);
    assert(text.includes('From step 10 (0.002000 s) on there was no way out.'));
    assert(text.includes('**What would help**\n\nTo fix it, take the locks in the same order'));
  });

  it('ends with the command that runs it again, if that is known', () => {
    const command = 'npx weft run --schedule weft1_1_2_3_1x5.2x4 /test.py';
    assert(report().endsWith(`\`\`\`sh\n${command}\n\`\`\`\n`));
    assert(!report({ schedule: '' }).includes('See it again'));
  });
});

describe('the report of a run', () => {
  it('has what ran, what is wrong, what the threads did and a picture', () => {
    const text = runReport(exportedPicture(twoLocks));
    const headings = text.split('\n').filter((line) => line.startsWith('#'));
    assert.deepEqual(headings, [
      '# picture.py',
      '## What is wrong',
      '### Deadlock: main and worker wait for each other’s locks',
      ...['## Threads', '## What happened', '## See it again'],
    ]);
    assert(text.includes('| Outcome | deadlocked: nobody could ever run again |'));
    assert(text.includes('| worker | blocked | '));
  });

  it('adds up the time in each state', () => {
    const picture = traceFromText(`
      main     worker
      take A   .
      .        take A
      .        .
      free A   .
    `);
    const text = runReport(exportedPicture(picture));
    assert(text.includes('| main | running | 1 ms | 3 ms |  |  |  |'), text);
    assert(text.includes('| worker | ready | '), text);
  });

  it('says that nothing hung if nothing did', () => {
    const text = runReport(exportedPicture(traceFromText('main\ntake A\nfree A')));
    assert(text.includes('No thread hung in this run.'));
    assert(text.includes('| Outcome | still going on |'));
  });
});

describe('Markdown', () => {
  it('has no emphasis, link or cell in any name', () => {
    assert.equal(
      escaped('__main__ [x](y) *a* | b\n# c'),
      '\\_\\_main\\_\\_ \\[x\\](y) \\*a\\* \\| b \\# c',
    );
  });

  it('has a fence around any text that the text does not close', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', 'a', '\n', ' ') }), (text) => {
        const [fence = '', ...rest] = codeBlock('', text);
        assert.equal(rest.indexOf(fence), rest.length - 1);
      }),
    );
  });

  it('has as many cells in each row', () => {
    const rows = table(['a', 'b'], [['1', escaped('x|y')]]);
    assert.deepEqual(rows, ['| a | b |', '| --- | --- |', '| 1 | x\\|y |']);
  });

  it('quotes words for the shell where they need it', () => {
    assert.equal(shellWord('/a/b.py'), '/a/b.py');
    assert.equal(shellWord("it's $HOME"), `'it'\\''s $HOME'`);
  });
});
