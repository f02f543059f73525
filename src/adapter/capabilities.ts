// What the adapter can do, no more: the client hides the rest. Not `supportsDelayedStackTraceLoading`:
// VS Code would ask for the top frame alone and open it, although it is in the standard library.

import type { DebugProtocol } from '@vscode/debugprotocol';

const exceptionBreakpointFilters: DebugProtocol.ExceptionBreakpointsFilter[] = [
  {
    filter: 'raised',
    label: 'Raised Exceptions',
    description: 'Stops where an exception is raised in your code, also if it is caught later.',
    default: false,
    supportsCondition: true,
    conditionDescription: 'Classes, as in ValueError, json.JSONDecodeError',
  },
  {
    filter: 'uncaught',
    label: 'Uncaught Exceptions',
    description: 'Stops where an exception is raised that nobody catches, in any thread.',
    default: true,
    supportsCondition: true,
    conditionDescription: 'Classes, as in ValueError, json.JSONDecodeError',
  },
];

export const capabilities: DebugProtocol.Capabilities = {
  exceptionBreakpointFilters,
  supportsBreakpointLocationsRequest: true,
  supportsClipboardContext: true,
  supportsCompletionsRequest: true,
  completionTriggerCharacters: ['.'],
  supportsConditionalBreakpoints: true,
  supportsConfigurationDoneRequest: true,
  supportsDataBreakpoints: true,
  supportsEvaluateForHovers: true,
  supportsExceptionFilterOptions: true,
  supportsExceptionInfoRequest: true,
  supportsFunctionBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsRestartRequest: true,
  supportsSetExpression: true,
  supportsSetVariable: true,
  supportsSingleThreadExecutionRequests: true,
  supportsStepBack: true,
  supportsTerminateRequest: true,
};
