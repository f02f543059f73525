// What the adapter can do, no more: the client hides the rest. Not `supportsDelayedStackTraceLoading`:
// VS Code would ask for the top frame alone and open it, although it is in the standard library.

import type { DebugProtocol } from '@vscode/debugprotocol';

export const capabilities: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsExceptionInfoRequest: true,
  supportsRestartRequest: true,
  supportsTerminateRequest: true,
};
