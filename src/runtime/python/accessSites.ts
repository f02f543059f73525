// Which instructions of the user's code read or write what threads can share. What no code ever
// writes (functions, classes, attributes that only constructors set) is left out.

import type { CodeObjects } from './codeObjects.ts';
import type { Pointer } from './cpython.ts';
import type { Instruction, Instructions } from './instructions.ts';
import type { PythonObjects } from './objects.ts';

/** How the operands of an instruction are to be read. */
export type AccessForm =
  | 'loadAttribute'
  | 'storeAttribute'
  | 'deleteAttribute'
  | 'loadGlobal'
  | 'storeGlobal'
  | 'deleteGlobal'
  /** At the level of a module, where names are globals; in a class body they are not. */
  | 'loadName'
  | 'storeName'
  | 'deleteName'
  | 'loadCell'
  | 'storeCell'
  | 'deleteCell'
  | 'loadItem'
  | 'storeItem'
  | 'deleteItem'
  | 'loadSlice'
  | 'storeSlice'
  | 'contains'
  | 'iterate'
  | 'next'
  | 'call'
  | 'callKeywords';

export interface AccessSite {
  readonly code: Pointer;
  readonly at: number;
  readonly form: AccessForm;
  /** Of an attribute, a global, a closure's variable; of a method or function that is called. */
  readonly name: string;
  /** The name as a `str`; 0 for none. */
  readonly nameObject: Pointer;
  /** Index of the cell; number of arguments. */
  readonly argument: number;
}

const FORMS: Readonly<Record<string, AccessForm>> = {
  LOAD_ATTR: 'loadAttribute',
  STORE_ATTR: 'storeAttribute',
  DELETE_ATTR: 'deleteAttribute',
  LOAD_GLOBAL: 'loadGlobal',
  STORE_GLOBAL: 'storeGlobal',
  DELETE_GLOBAL: 'deleteGlobal',
  LOAD_NAME: 'loadName',
  STORE_NAME: 'storeName',
  DELETE_NAME: 'deleteName',
  LOAD_DEREF: 'loadCell',
  STORE_DEREF: 'storeCell',
  DELETE_DEREF: 'deleteCell',
  BINARY_OP: 'loadItem',
  STORE_SUBSCR: 'storeItem',
  DELETE_SUBSCR: 'deleteItem',
  BINARY_SLICE: 'loadSlice',
  STORE_SLICE: 'storeSlice',
  CONTAINS_OP: 'contains',
  GET_ITER: 'iterate',
  FOR_ITER: 'next',
  CALL: 'call',
  CALL_KW: 'callKeywords',
};
const NB_SUBSCR = 26;
/** Functions that set attributes of what nobody else knows yet. */
const CONSTRUCTORS = ['__init__', '__new__', '__post_init__', '__setstate__'];

/** What some code writes, after it was made. */
export class WrittenNames {
  readonly attributes = new Set<string>();
  readonly globals = new Set<string>();
  readonly cells = new Set<string>();

  get size(): number {
    return this.attributes.size + this.globals.size + this.cells.size;
  }
}

export interface SiteFilter {
  /** True for the name of a method or a function whose call reads or changes a container. */
  readonly isContainerCall: (name: string) => boolean;
}

export class AccessSites {
  readonly written = new WrittenNames();
  private readonly codes: CodeObjects;
  private readonly instructions: Instructions;
  private readonly objects: PythonObjects;
  private readonly filter: SiteFilter;
  private readonly forms: ReadonlyMap<number, AccessForm>;

  constructor(
    codes: CodeObjects,
    instructions: Instructions,
    objects: PythonObjects,
    filter: SiteFilter,
  ) {
    this.codes = codes;
    this.instructions = instructions;
    this.objects = objects;
    this.filter = filter;
    const forms = Object.entries(FORMS);
    this.forms = new Map(forms.map(([name, form]) => [instructions.number(name), form]));
  }

  /** All accesses of a code object; takes note of what it writes. */
  of(code: Pointer): AccessSite[] {
    const sites: AccessSite[] = [];
    /** Calls to come, by where their expression begins in the source. */
    const calls = new Map<number, string>();
    for (const instruction of this.instructions.of(code)) {
      const form = this.forms.get(instruction.opcode);
      if (form === undefined) continue;
      if (form === 'loadItem' && instruction.argument !== NB_SUBSCR) continue;
      const site = this.site(code, instruction, form);
      if (form === 'call' || form === 'callKeywords') {
        const start = this.codes.startOf(code, site.at);
        const name = calls.get(start);
        calls.delete(start);
        if (name !== undefined) sites.push({ ...site, name });
        continue;
      }
      if (this.isCallee(instruction, form)) {
        const isContainers = this.filter.isContainerCall(site.name);
        if (isContainers) calls.set(this.codes.startOf(code, site.at), site.name);
        if (form === 'loadAttribute') continue;
      }
      sites.push(site);
    }
    this.note(code, sites);
    return sites;
  }

  /** False for reads of what is never written. */
  isWorthwhile({ form, name }: AccessSite): boolean {
    switch (form) {
      case 'loadAttribute':
        return this.written.attributes.has(name);
      case 'loadGlobal':
      case 'loadName':
        return this.written.globals.has(name);
      case 'loadCell':
        return this.written.cells.has(name);
      default:
        return true;
    }
  }

  private isCallee({ argument }: Instruction, form: AccessForm): boolean {
    return (form === 'loadAttribute' || form === 'loadGlobal') && argument % 2 === 1;
  }

  private site(code: Pointer, { at, argument }: Instruction, form: AccessForm): AccessSite {
    const nameObject = this.nameObject(code, argument, form);
    const name = nameObject === 0 ? '' : (this.objects.text(nameObject) ?? '');
    return { code, at, form, name, nameObject, argument };
  }

  private nameObject(code: Pointer, argument: number, form: AccessForm): Pointer {
    switch (form) {
      case 'loadAttribute':
      case 'loadGlobal':
        return this.codes.nameAt(code, argument >>> 1);
      case 'storeAttribute':
      case 'deleteAttribute':
      case 'storeGlobal':
      case 'deleteGlobal':
      case 'loadName':
      case 'storeName':
      case 'deleteName':
        return this.codes.nameAt(code, argument);
      case 'loadCell':
      case 'storeCell':
      case 'deleteCell':
        return this.codes.localNameAt(code, argument);
      default:
        return 0;
    }
  }

  private note(code: Pointer, sites: readonly AccessSite[]): void {
    const { attributes, globals, cells } = this.written;
    const isConstructor = CONSTRUCTORS.includes(this.codes.name(code));
    const isModule = this.codes.name(code) === '<module>';
    const seen = new Set<string>();
    for (const { form, name, argument } of sites) {
      const isAgain = seen.has(name);
      if (form === 'storeAttribute' || form === 'deleteAttribute') {
        if (!isConstructor) attributes.add(name);
      } else if (form === 'storeGlobal' || form === 'deleteGlobal') {
        globals.add(name);
      } else if (form === 'storeName' || form === 'deleteName') {
        // A name that a module binds once is seldom bound when threads know it.
        if (isModule && (isAgain || this.startsBefore(code, name))) globals.add(name);
        seen.add(name);
      } else if (form === 'storeCell' || form === 'deleteCell') {
        if (isAgain || this.codes.isFree(code, argument)) cells.add(name);
        seen.add(name);
      }
    }
  }

  /** True if a module binds the name after it mentions the start of something. */
  private startsBefore(code: Pointer, name: string): boolean {
    let hasStarted = false;
    for (const { opcode, argument } of this.instructions.of(code)) {
      const form = this.forms.get(opcode);
      if (form === 'loadAttribute') {
        const attribute = this.objects.text(this.codes.nameAt(code, argument >>> 1)) ?? '';
        hasStarted ||= attribute === 'start' || attribute === 'submit';
      } else if (form === 'storeName' && hasStarted) {
        if (this.objects.text(this.codes.nameAt(code, argument)) === name) return true;
      }
    }
    return false;
  }
}
