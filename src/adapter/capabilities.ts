// What the adapter can do, no more: the client hides the rest.

import type { DebugProtocol } from '@vscode/debugprotocol';

export const capabilities: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsDelayedStackTraceLoading: true,
  supportsExceptionInfoRequest: true,
  supportsRestartRequest: true,
  supportsTerminateRequest: true,
};
