// Every id that package.json contributes and code refers to. A test holds the two together.

export const EXTENSION_ID = 'weft.weft';
export const DEBUG_TYPE = 'weft';
export const EXAMPLE_SCHEME = 'weft-example';
export const RECORDING_SCHEME = 'weft-recording';

export const COMMANDS = {
  runExample: 'weft.runExample',
  runCurrentFile: 'weft.runCurrentFile',
  pause: 'weft.pause',
  continue: 'weft.continue',
  stepEvent: 'weft.stepEvent',
  stop: 'weft.stop',
  restart: 'weft.restart',
  replay: 'weft.replay',
  setSpeed: 'weft.setSpeed',
  copySchedule: 'weft.copySchedule',
  exportRun: 'weft.exportRun',
  openExample: 'weft.openExample',
  copyExample: 'weft.copyExample',
  moderniseFile: 'weft.moderniseFile',
  runActions: 'weft.runActions',
  explainFinding: 'weft.explainFinding',
  copyExplanation: 'weft.copyExplanation',
  copyExplanationMarkdown: 'weft.copyExplanationMarkdown',
  clearFindings: 'weft.clearFindings',
  showWhenUnavoidable: 'weft.showWhenUnavoidable',
  backToNow: 'weft.backToNow',
  freezeThread: 'weft.freezeThread',
  thawThread: 'weft.thawThread',
  thawAll: 'weft.thawAll',
  soloThread: 'weft.soloThread',
  runThreadNext: 'weft.runThreadNext',
  breakOn: 'weft.breakOn',
  syncBreakpoints: 'weft.syncBreakpoints',
  findFailures: 'weft.findFailures',
  proveFinding: 'weft.proveFinding',
  showTimeline: 'weft.showTimeline',
  previousStep: 'weft.previousStep',
  nextStep: 'weft.nextStep',
  goToBeginning: 'weft.goToBeginning',
  goToEnd: 'weft.goToEnd',
  saveRecording: 'weft.saveRecording',
  showEarlierRun: 'weft.showEarlierRun',
  replayRecording: 'weft.replayRecording',
  showRecording: 'weft.showRecording',
  exportRecording: 'weft.exportRecording',
  openRecordedScript: 'weft.openRecordedScript',
  stepEventBack: 'weft.stepEventBack',
  goHere: 'weft.goHere',
  travelToStart: 'weft.travelToStart',
  travelToEnd: 'weft.travelToEnd',
  goToTaken: 'weft.goToTaken',
  goToChange: 'weft.goToChange',
  compareBranches: 'weft.compareBranches',
  showLog: 'weft.showLog',
} as const;
export type CommandId = (typeof COMMANDS)[keyof typeof COMMANDS];

export const VIEWS = {
  panel: 'weft.panel',
  timeline: 'weft.timeline',
  examples: 'weft.examples',
} as const;

export const EDITORS = { recording: 'weft.recording' } as const;

export const SETTINGS = {
  speed: 'weft.speed',
  strategy: 'weft.strategy',
  seed: 'weft.seed',
  hideLibraryObjects: 'weft.hideLibraryObjects',
  editorMarks: 'weft.editorMarks',
  detectRaces: 'weft.detectRaces',
  outputLimit: 'weft.outputLimit',
  threadLimit: 'weft.threadLimit',
  memoryLimit: 'weft.memoryLimit',
  stepLimit: 'weft.stepLimit',
  exploreSchedules: 'weft.exploreSchedules',
  exploreSeconds: 'weft.exploreSeconds',
} as const;

/** Keys of `when` clauses. */
export const CONTEXTS = {
  /** A run is going on or paused. */
  isRunning: 'weft.isRunning',
  canPause: 'weft.canPause',
  canContinue: 'weft.canContinue',
  hasLastRun: 'weft.hasLastRun',
  /** There is another run to go back to. */
  hasOtherRuns: 'weft.hasOtherRuns',
  /** The last run has ended and its schedule is known. */
  canReplay: 'weft.canReplay',
  /** The active run has findings. */
  hasFindings: 'weft.hasFindings',
  /** A finding knows from which step there was no way out. */
  canShowUnavoidable: 'weft.canShowUnavoidable',
  /** Views show an earlier step. */
  isPast: 'weft.isPast',
  /** The active run itself stands at an earlier moment. */
  isInPast: 'weft.isInPast',
  /** The active run was continued differently. */
  hasBranches: 'weft.hasBranches',
  /** Some thread of the active run is frozen. */
  hasFrozen: 'weft.hasFrozen',
  /** The Problems panel has findings, of whatever run. */
  hasProblems: 'weft.hasProblems',
} as const;
export type ContextKey = (typeof CONTEXTS)[keyof typeof CONTEXTS];

export const COLORS = {
  running: 'weft.running',
  ready: 'weft.ready',
  blocked: 'weft.blocked',
  waiting: 'weft.waiting',
  sleeping: 'weft.sleeping',
  deadlocked: 'weft.deadlocked',
  frozen: 'weft.frozen',
  finished: 'weft.finished',
  owner: 'weft.owner',
} as const;
export type ColorId = (typeof COLORS)[keyof typeof COLORS];

/** `contextValue` of tree items. */
export const EXAMPLE_ITEM = 'weft.example';
