// The picture as a table, for those who read it with a screen reader or like text better.

import { html, type TemplateResult } from 'lit-html';
import type { Segment } from '../../src/core/analysis/lanes/lanes.ts';
import type { Step } from '../../src/core/base/ids.ts';
import { lengthText } from '../../src/core/timeline/ruler.ts';
import { objectName, threadName } from '../../src/core/timeline/scene.ts';
import { positionAt } from '../../src/core/timeline/viewport.ts';
import type { TimelineFrame } from './frame.ts';
import { siteLink } from './sideView.ts';
import { userSite } from './store.ts';
import { stateWord, waitText } from './words.ts';

const MOST_ROWS = 400;

export function tableView(frame: TimelineFrame): TemplateResult {
  const { scene, run, viewport, actions } = frame;
  const { clock } = run.lanes;
  const stepAt = (position: number): Step =>
    clock.stepAtPosition(viewport.axis, Math.max(0, position));
  const [from, to] = [stepAt(viewport.from), stepAt(positionAt(viewport, viewport.width))];
  const segments = scene.rows
    .flatMap((row) => (row.kind === 'thread' ? segmentsOf(frame, row.lane.id, from, to) : []))
    .sort((a, b) => a.from - b.from);
  const shown = segments.slice(0, MOST_ROWS);
  const more = segments.length - shown.length;
  return html`<div class="table" tabindex="0" role="region" aria-label="The timeline as a table">
    <table>
      <caption>
        Steps ${from} to ${to}${more > 0 ? `; ${more} more rows are left out: zoom in` : ''}
      </caption>
      <thead>
        <tr>
          ${['Step', 'Time', 'Thread', 'State', 'For', 'Holds', 'Place'].map(
            (title) => html`<th scope="col">${title}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${shown.map((segment) => {
          const { at, start, end, thread } = segment;
          const site = userSite(run, at);
          const holds = run.lanes.holdsAt(thread, segment.from);
          const names = new Set(holds.map(({ object }) => objectName(scene, object)));
          return html`<tr>
            <td>
              <button class="link" @click=${() => actions.showStep(segment.from)}>
                ${segment.from}
              </button>
            </td>
            <td>${lengthText(start, 6)}</td>
            <td>${threadName(scene, thread)}</td>
            <td>${stateWord(scene, segment)}${waitText(scene, segment)}</td>
            <td>${lengthText(end - start)}</td>
            <td>${[...names].join(', ')}</td>
            <td>${site ? siteLink(site, actions.reveal) : ''}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

function segmentsOf(
  { run }: TimelineFrame,
  thread: Segment['thread'],
  from: Step,
  to: Step,
): Segment[] {
  const lane = run.lanes.threads.get(thread);
  if (!lane) return [];
  const found: Segment[] = [];
  for (let row = Math.max(0, lane.states.rowAt(from)); row < lane.states.length; row++) {
    if (lane.states.fromStep(row) > to || found.length > MOST_ROWS) break;
    const segment = run.lanes.segment(lane, row);
    if (segment) found.push(segment);
  }
  return found;
}
