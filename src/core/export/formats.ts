// The formats that a run can be exported to, and the one way to all of them.

import { assert, unreachable } from '../base/errors.ts';
import type { ExportedRun } from './exportedRun.ts';
import { mermaidSequence, type StepRange } from './mermaid.ts';
import { perfettoJson } from './perfetto.ts';
import { runReport } from './runReport.ts';
import { timelineHtml, type HtmlParts } from './timelineHtml.ts';
import { timelineSvg } from './timelineSvg.ts';
import type { TimelinePart } from '../timeline/part.ts';

export interface FormatFacts {
  readonly title: string;
  /** What it is good for, in a few words. */
  readonly detail: string;
  /** Of a file's name, after the dot. */
  readonly extension: string;
  /** VS Code's name for the language of the text. */
  readonly language: string;
  /** People read it as it is, in an editor or a chat. */
  readonly isForReading: boolean;
}

export const EXPORT_FORMATS = {
  perfetto: {
    title: 'Perfetto trace',
    detail: 'Opens in ui.perfetto.dev, chrome://tracing and speedscope',
    extension: 'perfetto.json',
    language: 'json',
    isForReading: false,
  },
  mermaid: {
    title: 'Mermaid sequence diagram',
    detail: 'GitHub, GitLab and many editors draw it; for short runs',
    extension: 'mmd',
    language: 'mermaid',
    isForReading: true,
  },
  markdown: {
    title: 'Markdown report',
    detail: 'What is wrong, what the threads did, how to see it again',
    extension: 'md',
    language: 'markdown',
    isForReading: true,
  },
  svg: {
    title: 'SVG picture of the timeline',
    detail: 'For pages and slides; light or dark as its reader likes',
    extension: 'svg',
    language: 'xml',
    isForReading: false,
  },
  html: {
    title: 'HTML page with the timeline',
    detail: 'One file that opens anywhere without a network; the timeline works in it',
    extension: 'html',
    language: 'html',
    isForReading: false,
  },
} as const satisfies Readonly<Record<string, FormatFacts>>;

export type ExportFormat = keyof typeof EXPORT_FORMATS;

export interface Exported {
  /** The text, in pieces as a long run's may be too long for one string. */
  readonly pieces: Iterable<string>;
  /** What the user should know: a part that was left out. */
  readonly notice: string | undefined;
}

export interface ExportOptions {
  /** Of a sequence diagram; other formats have the whole run. */
  readonly range?: StepRange | undefined;
  /** Of a picture: only this is in it. */
  readonly part?: TimelinePart | undefined;
  /** What the HTML page is made of; only that needs it. */
  readonly page?: HtmlPage | undefined;
}

export interface HtmlPage {
  readonly parts: HtmlParts;
  /** The run as a `.weft` file. */
  readonly recording: Uint8Array;
}

export function exportRun(
  run: ExportedRun,
  format: ExportFormat,
  { range, part, page }: ExportOptions = {},
): Exported {
  switch (format) {
    case 'perfetto':
      return { pieces: perfettoJson(run), notice: undefined };
    case 'mermaid': {
      const { text, notice } = mermaidSequence(run, range);
      return { pieces: [text], notice };
    }
    case 'markdown':
      return { pieces: [runReport(run)], notice: undefined };
    case 'svg':
      return { pieces: [timelineSvg(run, part)], notice: undefined };
    case 'html':
      assert(page, 'an HTML page needs its parts');
      return { pieces: timelineHtml(run.title, page.recording, page.parts), notice: undefined };
    default:
      return unreachable(format);
  }
}

/** `bank.perfetto.json` for `bank.py` */
export function exportName(title: string, format: ExportFormat): string {
  const stem = title.replace(/\.pyw?$/, '').replace(/[^\p{L}\p{N}._ -]+/gu, '-');
  return `${stem.trim() || 'run'}.${EXPORT_FORMATS[format].extension}`;
}
