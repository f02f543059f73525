// The only import of the webview UI toolkit: registers the controls that the views use.

import { html } from '@microsoft/fast-element';
import {
  provideVSCodeDesignSystem,
  vsCodeBadge,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDivider,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

// The toolkit's own template has a style attribute, which the page's policy forbids.
const badgeTemplate = html`<div class="control" part="control"><slot></slot></div>`;

export function registerToolkit(): void {
  provideVSCodeDesignSystem().register(
    vsCodeBadge({ template: badgeTemplate }),
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDivider(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeTextField(),
  );
}
