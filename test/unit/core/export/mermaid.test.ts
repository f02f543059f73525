import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ObjectId, Step } from '../../../../src/core/base/ids.ts';
import { mermaidSequence } from '../../../../src/core/export/mermaid.ts';
import { arbitraryRun, exportedPicture } from '../../../support/export/exportedRun.ts';
import { readSequence, type ReadDiagram } from '../../../support/export/mermaidReader.ts';
import { stepAfterRow, traceFromText, type TracePicture } from '../../../support/traceFromText.ts';

const A = 1 as ObjectId;
const ACTIVATE = 17;
const DEACTIVATE = 18;

/** The lines between the participants and the bars that are closed at the end. */
function body(picture: TracePicture): readonly string[] {
  const lines = mermaidSequence(exportedPicture(picture)).text.split('\n').slice(1, -1);
  return lines.map((line) => line.trim()).filter((line) => !/^(participant|accTitle)/.test(line));
}

/** Rounds in which a thread takes a lock and frees it again. */
function rounds(count: number): TracePicture {
  return traceFromText(`main\n${'take A\nfree A\n'.repeat(count)}`);
}

/** Bars that are open after each line of the diagram; one that ends before it begins is wrong. */
function openBars({ messages }: ReadDiagram): Set<string> {
  const open = new Set<string>();
  for (const { type, from = '' } of messages) {
    if (type === ACTIVATE) open.add(from);
    else if (type === DEACTIVATE) assert(open.delete(from), `${from} is not active`);
  }
  return open;
}

describe('the sequence diagram', () => {
  it('shows a lock that is handed over', () => {
    const picture = traceFromText(`
      main     worker
      take A   .
      .        take A
      free A   .
      .        free A
      join worker  .
      .        end
    `);
    assert.deepEqual(body(picture), [
      'T1->>T2: start',
      ...['T1->>O1: acquire', 'activate O1'],
      'T2-xO1: acquire: waits (held by main)',
      ...['T1->>O1: release', 'deactivate O1'],
      ...['O1-->>T2: acquired', 'activate O1'],
      ...['T2->>O1: release', 'deactivate O1'],
      ...['T1-)T2: join', 'Note over T2: ends', 'T2-->>T1: has ended'],
    ]);
  });

  it('shows what happens to events, conditions, semaphores and queues', () => {
    const picture = traceFromText(`
      main     worker
      .        wait E
      set E    .
      clear E  .
      .        get jobs
      put jobs .
      up S     .
      down S   .
      .        sleep 2
      .        wake
      .        crash
    `);
    assert.deepEqual(body(picture).slice(1), [
      ...['T2-)O1: wait', 'T1->>O1: set', 'O1-->>T2: wakes', 'T1->>O1: clear'],
      ...['T2-)O2: get: waits', 'O2-->>T2: wakes'],
      ...['T1->>O3: release (1 free)', 'T1->>O3: acquire (0 free)'],
      ...['Note over T2: sleeps 2 s', 'Note over T2: ValueError: bad', 'Note over T2: ends'],
    ]);
  });

  it('notes a finding at the moment from which there was no way out', () => {
    const picture = traceFromText(
      `
      main       worker
      take A     .
      .          take B
      take B     .
      .          take A
      `,
      { kind: 'deadlocked' },
    );
    assert.deepEqual(body(picture).slice(3), [
      ...['T2->>O2: acquire', 'activate O2'],
      'Note over T1,T2: Deadlock: main and worker wait for each other’s locks',
      ...['T1-xO2: acquire: waits (held by worker)', 'T2-xO1: acquire: waits (held by main)'],
      'Note over T1,T2: deadlocked: nobody could ever run again',
      ...['deactivate O1', 'deactivate O2'],
    ]);
  });

  it('begins with the locks that are held if it is of a part of a run', () => {
    const picture = traceFromText(`
      main     worker
      take A   .
      .        take B
      free A   .
    `);
    const [from, to] = [stepAfterRow(picture, 1), stepAfterRow(picture, 2)];
    const { text } = mermaidSequence(exportedPicture(picture), { from, to });
    assert.deepEqual(text.split('\n').slice(1, -1), [
      `  accTitle: picture.py, steps ${from} to ${to}`,
      ...['  participant T2 as worker', '  participant O1 as A', '  participant O2 as B'],
      ...['  activate O1', '  T2->>O2: acquire', '  activate O2'],
      ...['  deactivate O1', '  deactivate O2'],
    ]);
  });

  it('leaves out the middle of a long run, and says so', () => {
    const { text, notice } = mermaidSequence(exportedPicture(rounds(500)));
    assert.match(
      notice ?? '',
      /^The run is too long for one diagram: steps \d+ to [\d,]+ of 2,002 are/,
    );
    assert.match(text, /Note over T1,O1: steps \d+ to [\d,]+ are left out\n/);
    assert(text.length < 50_000, 'Mermaid takes no more');
  });

  it('has no notice if all is there', () => {
    assert.equal(mermaidSequence(exportedPicture(rounds(50))).notice, undefined);
  });
});

describe('Mermaid', () => {
  it('reads any run, with bars that open and close', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRun, async (run) => {
        assert.equal(openBars(await readSequence(mermaidSequence(run).text)).size, 0);
      }),
      { numRuns: 10 },
    );
  });

  it('reads any part of a run', async () => {
    const picture = rounds(4);
    for (let from = 0; from < picture.trace.length; from++) {
      const range = { from: from as Step, to: picture.trace.length };
      const { text } = mermaidSequence(exportedPicture(picture), range);
      assert.equal(openBars(await readSequence(text)).size, 0);
    }
  });

  it('reads a long run with a part left out, wherever that begins', async () => {
    for (const count of [75, 120]) {
      const { text } = mermaidSequence(exportedPicture(rounds(count)));
      assert.equal(openBars(await readSequence(text)).size, 0);
    }
  });

  it('shows any name as it is', async () => {
    const picture = rounds(1);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (name) => {
        const run = exportedPicture(picture, { names: { [A]: name } });
        const { participants } = await readSequence(mermaidSequence(run).text);
        assert.equal(participants['O1'], name.replace(/\s+/g, ' ').trim() || '(no name)');
      }),
      { numRuns: 100 },
    );
  });

  it('refuses what is no diagram', async () => {
    await assert.rejects(readSequence('sequenceDiagram\n  T1 takes A\n'));
    await assert.rejects(readSequence('sequenceDiagram\n  participant A\n  deactivate A\n'));
  });
});
