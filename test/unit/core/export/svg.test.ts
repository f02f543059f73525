import { Resvg } from '@resvg/resvg-js';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { svgStyle } from '../../../../src/core/export/svgColors.ts';
import { escapeXml } from '../../../../src/core/base/markup.ts';
import { SvgSurface } from '../../../../src/core/export/svgSurface.ts';
import { timelineSvg } from '../../../../src/core/export/timelineSvg.ts';
import type { TimelinePart } from '../../../../src/core/timeline/part.ts';
import type { Pattern } from '../../../../src/core/timeline/surface.ts';
import { arbitraryRun, exportedPicture } from '../../../support/export/exportedRun.ts';
import { traceFromText } from '../../../support/traceFromText.ts';

/** Drawn by another renderer; without fonts, so that it is the same everywhere. */
function rendered(svg: string): {
  readonly width: number;
  colorAt: (x: number, y: number) => string;
} {
  const { width, pixels } = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
  const colorAt = (x: number, y: number): string => {
    const offset = 4 * (y * width + x);
    return [...pixels.subarray(offset, offset + 3)]
      .map((part) => part.toString(16).padStart(2, '0'))
      .join('');
  };
  return { width, colorAt };
}

function page(draw: (surface: SvgSurface) => void): string {
  const surface = new SvgSurface();
  draw(surface);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><style>${svgStyle()}</style>
    <defs>${surface.defs}</defs>${surface.content}</svg>`;
}

const box = { x: 10, y: 10, width: 24, height: 24 };

/** Colours inside of a filled box. */
function colors(pattern: Pattern): Set<string> {
  const { colorAt } = rendered(page((surface) => surface.fill(box, { color: 'blocked', pattern })));
  const inside = Array.from({ length: 20 * 20 }, (_, index) =>
    colorAt(12 + (index % 20), 12 + Math.floor(index / 20)),
  );
  return new Set(inside);
}

describe('the SVG surface', () => {
  it('writes short elements with the names of colours as classes', () => {
    const surface = new SvgSurface();
    surface.fill({ x: 1.23456, y: 2, width: 3, height: 4 }, { color: 'text', alpha: 0.5 });
    surface.line([box, { x: 0, y: 1 }], { color: 'bad', width: 2, dash: [4, 3] });
    surface.clip(box, () => surface.polygon([box], { color: 'owner' }));
    surface.text({ text: 'a<b', at: { x: 1, y: 10 }, color: 'text', size: 10 });
    assert.deepEqual(surface.content.split('\n'), [
      '<rect class="f-text" x="1.23" y="2" width="3" height="4" opacity="0.5"/>',
      '<polyline points="10,10 0,1" fill="none" class="s-bad" stroke-width="2" stroke-dasharray="4 3"/>',
      ...['<g clip-path="url(#clip-1)">', '<polygon class="f-owner" points="10,10"/>', '</g>'],
      '<text class="f-text" x="1" y="13.5" font-size="10">a&lt;b</text>',
    ]);
  });

  it('is drawn in the colours of the style, and nothing beside the box', () => {
    const { colorAt } = rendered(page((surface) => surface.fill(box, { color: 'running' })));
    assert.deepEqual([colorAt(20, 20), colorAt(5, 20)], ['005f3b', '000000']);
  });

  it('fills many boxes as one', () => {
    const boxes = [box, { x: 0, y: 0, width: 4, height: 4 }];
    const { colorAt } = rendered(page((surface) => surface.fillAll(boxes, { color: 'running' })));
    assert.deepEqual(
      [colorAt(20, 20), colorAt(2, 2), colorAt(7, 7)],
      ['005f3b', '005f3b', '000000'],
    );
  });

  for (const pattern of ['hatch', 'dots', 'crossHatch', 'stripes'] as const) {
    it(`has ground and figure in ${pattern}`, () => {
      const found = colors(pattern);
      assert(found.size > 1, `only ${[...found].join()}`);
    });
  }

  it('has one colour where there is no pattern', () => {
    assert.deepEqual([...colors('solid')], ['c74e00']);
  });

  it('cuts off what is outside of a clip', () => {
    const { colorAt } = rendered(
      page((surface) => {
        surface.clip({ ...box, width: 5 }, () => surface.fill(box, { color: 'running' }));
      }),
    );
    assert.deepEqual([colorAt(12, 20), colorAt(20, 20)], ['005f3b', '000000']);
  });

  it('has any text as text', () => {
    assert.equal(
      escapeXml('<a href="x">&\u0001\ud800'),
      '&lt;a href=&quot;x&quot;&gt;&amp;\ufffd\ufffd',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        rendered(page((surface) => surface.text({ text, at: box, color: 'text', size: 10 })));
      }),
      { numRuns: 30 },
    );
  });
});

describe('the picture of a run', () => {
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

  it('says in its title and description what it shows', () => {
    const svg = timelineSvg(exportedPicture(twoLocks));
    const [, title, description = ''] =
      /<title id="title">(.*)<\/title>\n<desc id="desc">(.*)<\/desc>/.exec(svg) ?? [];
    assert.equal(
      title,
      'picture.py: deadlocked: nobody could ever run again (0.004000 s of virtual time)',
    );
    assert.match(description, /^main: blocked, .*blocked 0\.001000 s\. worker: blocked, /);
    assert.match(description, /Deadlock: main and worker wait for each other’s locks\.$/);
  });

  it('names the threads, and the states and locks in a legend', () => {
    const svg = timelineSvg(exportedPicture(twoLocks));
    const texts = [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
    for (const text of ['main', 'worker', 'running', 'deadlocked'])
      assert(texts.includes(text), text);
    assert(texts.some((text) => text?.startsWith('holds a lock')));
    assert(svg.includes('<pattern id="crossHatch-bad"'));
  });

  it('has colours for light, dark and high contrast, and asks for nothing from elsewhere', () => {
    const svg = timelineSvg(exportedPicture(twoLocks));
    assert.match(svg, /@media \(prefers-color-scheme:dark\)/);
    assert.match(svg, /@media \(prefers-contrast:more\)/);
    const links = [...svg.matchAll(/\b(?:href|src)=|url\((?!#)|https?:[^"]*/g)].map(
      ([link]) => link,
    );
    assert.deepEqual(links, ['http://www.w3.org/2000/svg']);
  });

  it('is drawn whatever the run', () => {
    fc.assert(
      fc.property(arbitraryRun, (run) => {
        assert(rendered(timelineSvg(run)).width > 1000);
      }),
      { numRuns: 10 },
    );
  });

  it('is of what is in sight only, if asked so, and says which part that is', () => {
    const part: TimelinePart = {
      ...{ axis: 'step', from: 4, to: 12.5, width: 600, mode: 'threads' },
      ...{ lanes: ['thread:2'], states: [], hideLibraryObjects: true },
    };
    const svg = timelineSvg(exportedPicture(twoLocks), part);
    const { length } = twoLocks.trace;
    assert.match(svg, new RegExp(`, steps 4 to 12 of ${length}</title>`));
    const texts = [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
    assert(texts.includes('worker'));
    assert(!texts.includes('main'));
    assert(rendered(svg).width < 1000);
    const boxes = [...svg.matchAll(/<rect [^>]*\sx="(-?[\d.]+)"/g)].map(([, x]) => Number(x));
    assert(Math.max(...boxes) <= 600 + 200, 'nothing is far beyond the edge');
  });

  it('has lanes of locks, in the order in which they are shown', () => {
    const part: TimelinePart = {
      ...{ axis: 'time', from: 0, to: 4e6, width: 600, mode: 'objects' },
      ...{ lanes: ['object:2', 'object:1'], states: [], hideLibraryObjects: true },
    };
    const svg = timelineSvg(exportedPicture(twoLocks), part);
    assert.match(svg, />B<\/text>\n.*>A<\/text>/);
  });

  it('would not be drawn if it were no XML', () => {
    assert.throws(() => rendered(page(() => undefined).replace('</svg>', '')));
  });
});
