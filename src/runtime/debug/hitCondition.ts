// Hit counts as VS Code's breakpoints have them: `5`, `== 5`, `>= 5`, `% 5` …

import { UserError } from '../../core/base/errors.ts';

const FORM = /^(==?|>=?|<=?|!=|%)?\s*([0-9]+)$/;

/** Says of a count of hits, from 1, whether to stop. @throws UserError if it can't be read */
export function parseHitCondition(text: string): (hits: number) => boolean {
  const [, operator = '==', digits = ''] = FORM.exec(text.trim()) ?? [];
  if (digits === '') {
    throw new UserError(`The hit count “${text}” can’t be read. Write a number, or >= 5, % 5.`);
  }
  const number = Number(digits);
  switch (operator) {
    case '>=':
      return (hits) => hits >= number;
    case '>':
      return (hits) => hits > number;
    case '<=':
      return (hits) => hits <= number;
    case '<':
      return (hits) => hits < number;
    case '!=':
      return (hits) => hits !== number;
    case '%':
      return (hits) => number > 0 && hits % number === 0;
    default:
      return (hits) => hits === number;
  }
}
