// What VS Code gives a webview: a class on the body and a variable for each colour of the theme.
// Values are those of VS Code's own themes, with Weft's colours as package.json declares them.

import { readFileSync } from 'node:fs';

export interface Theme {
  readonly name: 'dark' | 'light' | 'highContrast';
  readonly kind: 'vscode-dark' | 'vscode-light' | 'vscode-high-contrast';
  readonly colors: Readonly<Record<string, string>>;
}

const dark: Record<string, string> = {
  'badge-background': '#616161',
  'badge-foreground': '#f8f8f8',
  'button-background': '#0078d4',
  'button-border': '#ffffff1a',
  'button-foreground': '#ffffff',
  'button-hoverBackground': '#026ec1',
  'button-secondaryBackground': '#00000000',
  'button-secondaryForeground': '#cccccc',
  'button-secondaryHoverBackground': '#2b2b2b',
  'checkbox-background': '#313131',
  'checkbox-border': '#3c3c3c',
  'checkbox-foreground': '#cccccc',
  'debugIcon-continueForeground': '#75beff',
  'debugIcon-pauseForeground': '#75beff',
  'debugIcon-restartForeground': '#89d185',
  'debugIcon-stopForeground': '#f48771',
  descriptionForeground: '#9d9d9d',
  disabledForeground: '#cccccc80',
  'dropdown-background': '#313131',
  'dropdown-border': '#3c3c3c',
  'dropdown-foreground': '#cccccc',
  'editor-background': '#1f1f1f',
  'editorWarning-foreground': '#cca700',
  errorForeground: '#f85149',
  focusBorder: '#0078d4',
  foreground: '#cccccc',
  'input-background': '#313131',
  'input-border': '#3c3c3c',
  'input-foreground': '#cccccc',
  'input-placeholderForeground': '#989898',
  'list-activeSelectionBackground': '#04395e',
  'list-activeSelectionForeground': '#ffffff',
  'list-focusOutline': '#0078d4',
  'list-hoverBackground': '#2a2d2e',
  'menu-background': '#1f1f1f',
  'menu-border': '#454545',
  'menu-foreground': '#cccccc',
  'menu-selectionBackground': '#0078d4',
  'menu-selectionForeground': '#ffffff',
  'sideBar-background': '#181818',
  'sideBar-foreground': '#cccccc',
  'sideBarSectionHeader-border': '#2b2b2b',
  'textBlockQuote-background': '#2b2b2b',
  'textLink-foreground': '#4daafc',
  'widget-border': '#313131',
};

const light: Record<string, string> = {
  'badge-background': '#cccccc',
  'badge-foreground': '#3b3b3b',
  'button-background': '#005fb8',
  'button-border': '#0000001a',
  'button-foreground': '#ffffff',
  'button-hoverBackground': '#0258a8',
  'button-secondaryBackground': '#e5e5e5',
  'button-secondaryForeground': '#3b3b3b',
  'button-secondaryHoverBackground': '#cccccc',
  'checkbox-background': '#f8f8f8',
  'checkbox-border': '#cecece',
  'checkbox-foreground': '#3b3b3b',
  'debugIcon-continueForeground': '#007acc',
  'debugIcon-pauseForeground': '#007acc',
  'debugIcon-restartForeground': '#388a34',
  'debugIcon-stopForeground': '#a1260d',
  descriptionForeground: '#3b3b3b',
  disabledForeground: '#61616180',
  'dropdown-background': '#ffffff',
  'dropdown-border': '#cecece',
  'dropdown-foreground': '#3b3b3b',
  'editor-background': '#ffffff',
  'editorWarning-foreground': '#bf8803',
  errorForeground: '#f85149',
  focusBorder: '#005fb8',
  foreground: '#3b3b3b',
  'input-background': '#ffffff',
  'input-border': '#cecece',
  'input-foreground': '#3b3b3b',
  'input-placeholderForeground': '#767676',
  'list-activeSelectionBackground': '#e8e8e8',
  'list-activeSelectionForeground': '#000000',
  'list-focusOutline': '#005fb8',
  'list-hoverBackground': '#f2f2f2',
  'menu-background': '#ffffff',
  'menu-border': '#cecece',
  'menu-foreground': '#3b3b3b',
  'menu-selectionBackground': '#005fb8',
  'menu-selectionForeground': '#ffffff',
  'sideBar-background': '#f8f8f8',
  'sideBar-foreground': '#3b3b3b',
  'sideBarSectionHeader-border': '#e5e5e5',
  'textBlockQuote-background': '#f8f8f8',
  'textLink-foreground': '#005fb8',
  'widget-border': '#e5e5e5',
};

const highContrast: Record<string, string> = {
  'badge-background': '#000000',
  'badge-foreground': '#ffffff',
  'button-border': '#6fc3df',
  'button-foreground': '#ffffff',
  'button-secondaryForeground': '#ffffff',
  'checkbox-background': '#000000',
  'checkbox-border': '#6fc3df',
  'checkbox-foreground': '#ffffff',
  contrastActiveBorder: '#f38518',
  contrastBorder: '#6fc3df',
  'debugIcon-continueForeground': '#75beff',
  'debugIcon-pauseForeground': '#75beff',
  'debugIcon-restartForeground': '#89d185',
  'debugIcon-stopForeground': '#f48771',
  descriptionForeground: '#ffffffb3',
  disabledForeground: '#a5a5a5',
  'dropdown-background': '#000000',
  'dropdown-border': '#6fc3df',
  'dropdown-foreground': '#ffffff',
  'editor-background': '#000000',
  'editorWarning-foreground': '#ffd370',
  errorForeground: '#f48771',
  focusBorder: '#f38518',
  foreground: '#ffffff',
  'input-background': '#000000',
  'input-border': '#6fc3df',
  'input-foreground': '#ffffff',
  'input-placeholderForeground': '#ffffffb3',
  'list-focusOutline': '#f38518',
  'list-hoverBackground': '#ffffff1a',
  'menu-background': '#000000',
  'menu-border': '#6fc3df',
  'menu-foreground': '#ffffff',
  'sideBar-background': '#000000',
  'sideBar-foreground': '#ffffff',
  'sideBarSectionHeader-border': '#6fc3df',
  'textLink-foreground': '#21a6ff',
  'widget-border': '#6fc3df',
};

interface ColorContribution {
  readonly id: string;
  readonly defaults: Readonly<Record<Theme['name'], string>>;
}

const manifest = new URL('../../../package.json', import.meta.url);

/** Weft's own colours; one that names another colour is that colour. */
function withWeftColors(name: Theme['name'], base: Record<string, string>): Theme['colors'] {
  const { contributes } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    contributes: { colors: readonly ColorContribution[] };
  };
  const own = contributes.colors.map(({ id, defaults }) => {
    const value = defaults[name];
    return [id.replace('.', '-'), base[value.replace('.', '-')] ?? value];
  });
  return { ...base, ...Object.fromEntries(own) };
}

export const THEMES: readonly Theme[] = [
  { name: 'dark', kind: 'vscode-dark', colors: withWeftColors('dark', dark) },
  { name: 'light', kind: 'vscode-light', colors: withWeftColors('light', light) },
  {
    name: 'highContrast',
    kind: 'vscode-high-contrast',
    colors: withWeftColors('highContrast', highContrast),
  },
];
