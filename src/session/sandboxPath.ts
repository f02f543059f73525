// Paths of the host and of the run's private file system, which is POSIX everywhere:
// `C:\a.py` on Windows is `/C:/a.py` in the sandbox.

const DRIVE = /^[a-zA-Z]:/;
const SANDBOX_DRIVE = /^\/[a-zA-Z]:(\/|$)/;
const UNC = /^\\\\/;

/** @param path absolute, as the host writes it. */
export function toSandboxPath(path: string): string {
  if (DRIVE.test(path)) return '/' + path.replaceAll('\\', '/');
  if (UNC.test(path)) return path.replaceAll('\\', '/');
  return path;
}

/** Inverse of `toSandboxPath`; POSIX paths are themselves. */
export function toHostPath(path: string): string {
  if (SANDBOX_DRIVE.test(path)) return path.slice(1).replaceAll('/', '\\');
  if (path.startsWith('//')) return path.replaceAll('/', '\\');
  return path;
}

/** A file of the sandbox as Python names it: the script by the path that its tracebacks show. */
export function pythonPath(
  file: string,
  launch: { readonly script: string; readonly displayPath: string },
): string {
  return file === launch.script ? launch.displayPath : file;
}

/** The folder of a sandbox path; the root's is the root. */
export function parentOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end <= 0 ? '/' : path.slice(0, end);
}

export function childOf(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** True for `/` and `/C:`: never copied as a whole. */
export function isRoot(path: string): boolean {
  return path === '/' || /^\/[a-zA-Z]:\/?$/.test(path);
}

export function isAbsolutePath(path: string): boolean {
  return path.startsWith('/') || /^[a-zA-Z]:[\\/]/.test(path) || UNC.test(path);
}
