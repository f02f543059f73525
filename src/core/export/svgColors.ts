// The colours of the SVG export, by the names that its palette gives them. States as in package.json.

import type { Palette } from '../timeline/palette.ts';

const STATES = {
  running: 'running',
  ready: 'ready',
  blocked: 'blocked',
  waiting: 'waiting',
  sleeping: 'sleeping',
  deadlocked: 'bad',
  new: 'ended',
  finished: 'ended',
  crashed: 'bad',
  cutOff: 'ended',
} as const;

export const SVG_PALETTE = {
  states: STATES,
  ...{ text: 'text', ground: 'ground', faint: 'faint', line: 'rule', owner: 'owner' },
  ...{ chosen: 'owner', chosenGround: 'ground', cursor: 'owner', bad: 'bad' },
  ...{ warning: 'blocked', isHighContrast: false },
} as const satisfies Palette;

type ColorName =
  (typeof STATES)[keyof typeof STATES] | ('text' | 'ground' | 'faint' | 'rule' | 'owner');
type Colors = Readonly<Record<ColorName, string>>;

const LIGHT: Colors = {
  ...{ running: '#005F3B', ready: '#767676', blocked: '#C74E00', waiting: '#652D90' },
  ...{ sleeping: '#1A6FD6', bad: '#A1260D', ended: '#8A8A8A', owner: '#005FB8' },
  ...{ text: '#1F1F1F', ground: '#FFFFFF', faint: '#5F5F5F', rule: '#DADADA' },
};

const DARK: Colors = {
  ...{ running: '#23D18B', ready: '#E8E8E8', blocked: '#F14C4C', waiting: '#C586C0' },
  ...{ sleeping: '#7C96FF', bad: '#F48771', ended: '#8A8A8A', owner: '#4DAAFC' },
  ...{ text: '#D4D4D4', ground: '#1F1F1F', faint: '#A6A6A6', rule: '#3C3C3C' },
};

const HIGH_LIGHT: Colors = {
  ...{ running: '#004D30', ready: '#4A4A4A', blocked: '#8A3300', waiting: '#4B1C73' },
  ...{ sleeping: '#0A4A9C', bad: '#B5200D', ended: '#4A4A4A', owner: '#0F4A85' },
  ...{ text: '#000000', ground: '#FFFFFF', faint: '#292929', rule: '#6B6B6B' },
};

const HIGH_DARK: Colors = {
  ...{ running: '#4DF0AE', ready: '#FFFFFF', blocked: '#FF9B9B', waiting: '#E5B3E1' },
  ...{ sleeping: '#A9BBFF', bad: '#FF9B9B', ended: '#C0C0C0', owner: '#F38518' },
  ...{ text: '#FFFFFF', ground: '#000000', faint: '#D0D0D0', rule: '#8C8C8C' },
};

/** Renderers that know no media queries take the first: light. */
export function svgStyle(): string {
  return [
    'text{font-family:system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}',
    '.tint{opacity:.16}',
    rules(LIGHT),
    `@media (prefers-color-scheme:dark){${rules(DARK)}}`,
    `@media (prefers-contrast:more){.tint{opacity:0}${rules(HIGH_LIGHT)}}`,
    `@media (prefers-contrast:more) and (prefers-color-scheme:dark){${rules(HIGH_DARK)}}`,
  ].join('\n');
}

function rules(colors: Colors): string {
  return Object.entries(colors)
    .map(([name, color]) => `.f-${name}{fill:${color}}.s-${name}{stroke:${color}}`)
    .join('');
}
