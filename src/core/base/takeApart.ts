// Lets go of all that objects refer to which are not used any more. A garbage collector frees them as
// they are, but V8 finds dead objects among its old ones only when it collects everything: until then
// whatever they refer to is kept and copied with the young ones. Where some of a large structure comes
// to be old in each of thousands of short runs, all of them are kept so; taken apart, next to nothing.

/** Properties of each become undefined; what is no object is left alone. */
export function takeApart(objects: readonly unknown[]): void {
  for (const object of objects) {
    if (typeof object !== 'object' || object === null) continue;
    for (const key of Object.keys(object)) Reflect.set(object, key, undefined);
  }
}
