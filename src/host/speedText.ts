// Speeds as text: `0.5×`, `unlimited`.

export interface SpeedChoice {
  readonly speed: number;
  readonly meaning: string;
}

export const SPEEDS: readonly SpeedChoice[] = [
  { speed: 0.1, meaning: 'slow motion: a second takes ten' },
  { speed: 0.25, meaning: 'a second takes four' },
  { speed: 0.5, meaning: 'half speed' },
  { speed: 1, meaning: 'real time' },
  { speed: 2, meaning: 'double speed' },
  { speed: 5, meaning: 'five seconds in one' },
  { speed: 20, meaning: 'fast' },
  {
    speed: Number.POSITIVE_INFINITY,
    meaning: 'as fast as the machine can; sleeping takes no time',
  },
];

export function speedText(speed: number): string {
  return Number.isFinite(speed) ? `${speed}×` : 'Unlimited';
}

/** @returns undefined if it is no number above 0; a decimal comma is understood. */
export function parseSpeed(text: string): number | undefined {
  const number = Number(text.trim().replace(/×$|x$/, '').replace(',', '.') || Number.NaN);
  return number > 0 ? number : undefined;
}
