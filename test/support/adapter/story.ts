// A conversation with a debug adapter as a text. Lines with `>` are what the client does, the lines
// below are what it gets to see. Playing a text gives the text of what really happened.
//
//   > break main.py:4 if n > 2 · log main.py:4 n is {n} · function work · exceptions uncaught
//   > sync threadEnd · data worker total
//   > run main.py {"seed": 1} · restart · continue · over worker · in worker · out worker alone
//   > threads · stack worker · locals worker · watch worker len(names) · console worker n
//   > set worker n = 3 · exception worker · freeze worker · thaw worker · solo · runNext · pause

import type { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';

import type { ScriptFolder } from '../programs/scriptFolder.ts';

type Frame = DebugProtocol.StackFrame;
type Act = (words: string) => Promise<readonly string[]>;

export class Story {
  private readonly client: DebugClient;
  private readonly files: ScriptFolder;
  private readonly breakpoints = new Map<string, DebugProtocol.SourceBreakpoint[]>();
  private readonly functions: DebugProtocol.FunctionBreakpoint[] = [];
  private readonly told: string[] = [];
  private isInitialized = false;
  private stood: (() => void) | undefined;

  constructor(client: DebugClient, files: ScriptFolder) {
    this.client = client;
    this.files = files;
    client.on('output', ({ body }: DebugProtocol.OutputEvent) => this.output(body));
    client.on('breakpoint', ({ body }: DebugProtocol.BreakpointEvent) =>
      this.moved(body.breakpoint),
    );
    client.on('exited', ({ body }: DebugProtocol.ExitedEvent) =>
      this.tell(`exited ${body.exitCode}`),
    );
    client.on('stopped', ({ body }: DebugProtocol.StoppedEvent) => void this.stopped(body));
    client.on('terminated', () => this.stood?.());
  }

  /** @returns the same text, if all happens as it says */
  async play(text: string): Promise<string> {
    const lines = text.split('\n').map((line) => line.trim());
    for (const line of lines.filter((each) => each.startsWith('> '))) {
      this.told.push(line);
      await this.act(line.slice(2));
    }
    return this.told.join('\n');
  }

  private readonly acts: Readonly<Record<string, Act>> = {
    break: (words) => this.setLine(words),
    log: (words) => this.setLine(words.replace(' ', ' log ')),
    function: async (name) => {
      this.functions.push({ name });
      await this.initialized();
      await this.client.setFunctionBreakpointsRequest({ breakpoints: this.functions });
      return [];
    },
    data: (words) => this.watchData(words),
    sync: async (operation) => {
      await this.initialized();
      await this.client.customRequest('weft/setSyncBreakpoints', { breakpoints: [{ operation }] });
      return [];
    },
    exceptions: (words) => this.setExceptions(words.split(' ')),
    run: (words) => this.run(words),
    continue: (words) => this.going('continue', words || 'MainThread'),
    over: (words) => this.going('next', words),
    in: (words) => this.going('stepIn', words),
    out: (words) => this.going('stepOut', words),
    restart: async () => {
      await this.untilItStands(() => this.client.restartRequest({}));
      return [];
    },
    event: () => this.going('weft/stepEvent', 'MainThread'),
    back: (words) => this.going('stepBack', words),
    reverse: () => this.going('reverseContinue', 'MainThread'),
    eventBack: () => this.going('weft/stepEventBack', 'MainThread'),
    start: () => this.travel('weft/goToStart', {}),
    end: () => this.travel('weft/goToEnd', {}),
    goto: (step) => this.travel('weft/goToStep', { step: Number(step) }),
    taken: (line) => this.goToTaken(line),
    changed: (words) => this.goToChange(words),
    compare: async () => {
      const { body } = await this.client.customRequest('weft/compareBranches');
      return [(body as { text: string }).text];
    },
    threads: async () => [(await this.threads()).map(({ name }) => name).join(', ')],
    stack: async (thread) => (await this.frames(thread)).map(frameText),
    locals: async (thread) => this.locals(thread),
    watch: (words) => this.evaluate(words, 'watch'),
    console: (words) => this.evaluate(words, 'repl'),
    set: (words) => this.set(words),
    exception: (thread) => this.exception(thread),
    freeze: (thread) => this.control('weft/freeze', thread),
    thaw: (thread) => this.control('weft/thaw', thread),
    solo: (thread) => this.control('weft/solo', thread),
    runNext: (thread) => this.control('weft/runNext', thread),
  };

  private async act(words: string): Promise<void> {
    const [verb = '', ...rest] = words.split(' ');
    const act = this.acts[verb];
    if (act === undefined) throw new Error(`the story does not know how to ${verb}`);
    try {
      this.tell(...(await act(rest.join(' '))));
    } catch (error) {
      this.tell(`refused: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private tell(...lines: readonly string[]): void {
    this.told.push(...lines.flatMap((line) => line.split('\n')));
  }

  // ── breakpoints ──

  private async initialized(): Promise<void> {
    if (this.isInitialized) return;
    this.isInitialized = true;
    const ready = this.client.waitForEvent('initialized');
    await this.client.initializeRequest();
    await ready;
  }

  /** `main.py:4 if n > 2`, `main.py:4 hit 3`, `main.py:4 log text` */
  private async setLine(words: string): Promise<readonly string[]> {
    const [, file = '', line, kind, text] =
      /^([^:]+):(\d+)(?: (if|hit|log) (.*))?$/.exec(words) ?? [];
    const list = this.breakpoints.get(file) ?? [];
    this.breakpoints.set(file, list);
    list.push({
      line: Number(line),
      ...(kind === 'if' && { condition: text ?? '' }),
      ...(kind === 'hit' && { hitCondition: text ?? '' }),
      ...(kind === 'log' && { logMessage: text ?? '' }),
    });
    await this.initialized();
    const source = { path: this.files.path(file) };
    const { body } = await this.client.setBreakpointsRequest({ source, breakpoints: list });
    return body.breakpoints.flatMap(({ message }) => message ?? []);
  }

  /** `raised uncaught=ValueError,KeyError` */
  private async setExceptions(words: readonly string[]): Promise<readonly string[]> {
    const filterOptions = words.map((word) => {
      const [filterId = '', condition] = word.split('=');
      return { filterId, ...(condition !== undefined && { condition }) };
    });
    await this.initialized();
    const args = { filters: [], filterOptions };
    const { body } = await this.client.send('setExceptionBreakpoints', args);
    const { breakpoints } = body as { breakpoints: readonly DebugProtocol.Breakpoint[] };
    return breakpoints.flatMap(({ message }) => message ?? []);
  }

  /** `worker total` */
  private async watchData(words: string): Promise<readonly string[]> {
    const [thread = '', name = ''] = words.split(' ');
    const args = { name, frameId: await this.frameId(thread) };
    const { dataId, description } = (await this.client.dataBreakpointInfoRequest(args)).body;
    if (dataId === null) return [description];
    await this.client.setDataBreakpointsRequest({ breakpoints: [{ dataId }] });
    return [];
  }

  private moved({ verified, line, message, reason }: DebugProtocol.Breakpoint): void {
    if (reason === 'pending') return;
    const where = line === undefined ? '' : ` ${line}`;
    this.tell(verified ? `breakpoint${where}` : `no breakpoint${where}: ${message ?? ''}`);
  }

  // ── going on ──

  private async run(words: string): Promise<readonly string[]> {
    const [file = '', ...json] = words.split(' ');
    await this.initialized();
    const args: object = json.length === 0 ? {} : JSON.parse(json.join(' '));
    const program = this.files.path(file);
    await this.untilItStands(async () => {
      await this.client.launchRequest({ program, speed: 'max', ...args } as object);
      await this.client.configurationDoneRequest();
    });
    return [];
  }

  private async going(command: string, words: string): Promise<readonly string[]> {
    const [thread = '', alone] = words.split(' ');
    const threadId = await this.idOf(thread);
    const singleThread = alone === 'alone';
    await this.untilItStands(() =>
      this.client.send(command, { threadId, ...(singleThread && { singleThread }) }),
    );
    return [];
  }

  private async travel(command: string, args: object): Promise<readonly string[]> {
    await this.untilItStands(() => this.client.customRequest(command, args));
    return [];
  }

  /** `main.py:3`: the place that makes a lock */
  private goToTaken(place: string): Promise<readonly string[]> {
    const [file = '', line] = place.split(':');
    const object = { file: this.files.path(file), line: Number(line), ordinal: 0 };
    return this.travel('weft/goToTaken', { object });
  }

  /** `worker total` */
  private async goToChange(words: string): Promise<readonly string[]> {
    const [thread = '', name = ''] = words.split(' ');
    return this.travel('weft/goToChange', { name, frameId: await this.frameId(thread) });
  }

  /** Until the next stop or the end. */
  private async untilItStands(go: () => Promise<unknown>): Promise<void> {
    const stands = new Promise<void>((resolve) => (this.stood = resolve));
    await go();
    await stands;
  }

  private async stopped(body: DebugProtocol.StoppedEvent['body']): Promise<void> {
    const { reason, threadId = 0, description, text } = body;
    const thread = (await this.threads()).find(({ id }) => id === threadId);
    const frames = await this.framesOf(threadId);
    const [top] = frames.filter(({ source }) => source !== undefined);
    const place = top === undefined ? 'nowhere' : frameText(top);
    const why = description ?? text;
    const because = why === undefined ? '' : ` (${why})`;
    this.tell(`stopped ${thread?.name ?? threadId} at ${place} for ${reason}${because}`);
    this.stood?.();
  }

  private async control(command: string, thread: string): Promise<readonly string[]> {
    await this.client.send(command, { threadId: await this.idOf(thread) });
    return [];
  }

  // ── what is to be seen ──

  private async threads(): Promise<readonly DebugProtocol.Thread[]> {
    return (await this.client.threadsRequest()).body.threads;
  }

  private async idOf(name: string): Promise<number> {
    const thread = (await this.threads()).find((each) => each.name.replace(/ \(.*/, '') === name);
    if (thread === undefined) throw new Error(`no thread ${name}`);
    return thread.id;
  }

  private async framesOf(threadId: number): Promise<readonly Frame[]> {
    return (await this.client.stackTraceRequest({ threadId })).body.stackFrames;
  }

  private async frames(thread: string): Promise<readonly Frame[]> {
    return this.framesOf(await this.idOf(thread));
  }

  /** The one that an editor selects. */
  private async frameId(thread: string): Promise<number> {
    const frame = (await this.frames(thread)).find(({ source }) => source !== undefined);
    if (frame === undefined) throw new Error(`${thread} has no frame`);
    return frame.id;
  }

  private async localsReference(thread: string): Promise<number> {
    const { scopes } = (await this.client.scopesRequest({ frameId: await this.frameId(thread) }))
      .body;
    return scopes[0]?.variablesReference ?? 0;
  }

  private async locals(thread: string): Promise<readonly string[]> {
    const variablesReference = await this.localsReference(thread);
    const { body } = await this.client.variablesRequest({ variablesReference });
    const plain = body.variables.filter((each) => each.presentationHint?.kind === 'data');
    return plain.map(({ name, value }) => `${name} = ${value}`);
  }

  private async evaluate(words: string, context: string): Promise<readonly string[]> {
    const [thread = '', ...expression] = words.split(' ');
    const frameId = await this.frameId(thread);
    const args = { expression: expression.join(' '), frameId, context };
    const { result } = (await this.client.evaluateRequest(args)).body;
    return result === '' ? [] : [result];
  }

  /** `worker n = 3` */
  private async set(words: string): Promise<readonly string[]> {
    const [, thread = '', name = '', value = ''] = /^(\S+) (\S+) = (.*)$/.exec(words) ?? [];
    const variablesReference = await this.localsReference(thread);
    const { body } = await this.client.setVariableRequest({ variablesReference, name, value });
    return [`${name} = ${body.value}`];
  }

  private async exception(thread: string): Promise<readonly string[]> {
    const threadId = await this.idOf(thread);
    const { exceptionId, description, breakMode, details } = (
      await this.client.exceptionInfoRequest({ threadId })
    ).body;
    const causes = (details?.innerException ?? []).map(
      (cause) => `from ${cause.typeName}: ${cause.message}`,
    );
    return [`${breakMode} ${exceptionId}: ${description}`, ...causes];
  }

  private output({ category, output, line }: DebugProtocol.OutputEvent['body']): void {
    const place = category === 'console' && line !== undefined ? ` at ${line}` : '';
    const [first, ...more] = output.replace(/\n$/, '').split('\n');
    this.tell(`${category ?? 'console'}${place}: ${first}${more.length === 0 ? '' : ' …'}`);
  }
}

function frameText({ name, line, source }: Frame): string {
  return source === undefined ? name : `${name}:${line}`;
}

/** A text in a test, as `play` gives it back. */
export function storyText(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
