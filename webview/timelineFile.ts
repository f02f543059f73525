// The timeline's page in an exported file: the run is in the file itself, and nobody is there to ask.

import { RECORDING_ID } from '../src/core/export/timelineHtml.ts';
import type { FromTimeline } from '../src/core/protocol/timeline.ts';
import { parseRecording } from '../src/core/recording/reader.ts';
import type { Recording } from '../src/core/recording/recording.ts';
import { joinedBatches } from '../src/core/trace/joinBatches.ts';
import { TimelinePage } from './timeline/timelinePage.ts';

/** Lines of the program above and below the one that is shown. */
const AROUND = 3;
const EVENTS_PER_MESSAGE = 50_000;

function start(): void {
  followTheme();
  const root = elementById('app');
  const recording = parseRecording(embedded());
  const page: TimelinePage = new TimelinePage(root, {
    post: (message) => answer(message, recording, page),
    save: () => undefined,
    saved: undefined,
    hasDebugger: false,
  });
  hydrate(recording, page);
  elementById('source').addEventListener('click', ({ currentTarget }) => {
    if (currentTarget instanceof HTMLElement) currentTarget.hidden = true;
  });
}

function elementById(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`internal error: the page has no #${id}`);
  return element;
}

function embedded(): Uint8Array {
  const text = atob(elementById(RECORDING_ID).textContent);
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function hydrate({ trace, title, findings, names }: Recording, page: TimelinePage): void {
  const state = { kind: 'ended' } as const;
  const own = { header: trace.header, title, state, findings: findings ?? [], names: names ?? {} };
  page.receive({
    kind: 'hydrate',
    run: { ...own, length: trace.length },
    settings: { hideLibraryObjects: true },
    cursor: undefined,
    standsAt: undefined,
    selection: undefined,
  });
  for (const batch of joinedBatches(trace, EVENTS_PER_MESSAGE)) {
    page.receive({ kind: 'append', batch, names: {} });
  }
}

/** What VS Code would do. */
function answer(message: FromTimeline, recording: Recording, page: TimelinePage): void {
  switch (message.kind) {
    case 'hydrateMe':
      return hydrate(recording, page);
    case 'showStep':
      return page.receive({ kind: 'cursor', cursor: message.step, standsAt: undefined });
    case 'select':
      return page.receive({ kind: 'select', selection: message.selection });
    case 'setHideLibraryObjects':
      return page.receive({ kind: 'settings', settings: { hideLibraryObjects: message.hide } });
    case 'reveal':
      return showSource(message, recording);
    // All is there already, and there is no Python here.
    case 'ready':
    case 'goHere':
    case 'export':
    case 'command':
      return;
  }
}

type Place = Extract<FromTimeline, { readonly kind: 'reveal' }>;

function showSource({ file, line }: Place, { sources }: Recording): void {
  const text = sources[file];
  const box = elementById('source');
  box.hidden = text === undefined;
  if (text === undefined) return;
  const first = Math.max(1, line - AROUND);
  const lines = text.split(/\r\n?|\n/).slice(first - 1, line + AROUND);
  const heading = document.createElement('strong');
  heading.textContent = `${file.split('/').at(-1) ?? file}:${line}`;
  const code = document.createElement('pre');
  code.textContent = lines
    .map((row, index) => {
      const number = first + index;
      return `${number === line ? '>' : ' '} ${String(number).padStart(4)}  ${row}`;
    })
    .join('\n');
  box.replaceChildren(heading, code);
}

/** As VS Code tells a page its kind of theme. */
function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const contrast = matchMedia('(prefers-contrast: more)');
  const apply = (): void => {
    const shade = dark.matches ? 'vscode-dark' : 'vscode-light';
    const high = dark.matches ? 'vscode-high-contrast' : 'vscode-high-contrast-light';
    document.body.className = contrast.matches ? high : shade;
  };
  for (const query of [dark, contrast]) query.addEventListener('change', apply);
  apply();
}

start();
