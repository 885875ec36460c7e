/**
 * Fills `{name}` segments of a route's path.
 *
 * @param path e.g. `/documents/{documentId}`
 * @param params values by name; each is percent-encoded as one segment
 */
export const fillPath = (path: string, params: Readonly<Record<string, string | number>>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new TypeError(`missing path parameter ${name}`)
    return encodeURIComponent(String(value))
  })

/** The same path as express writes it: `/documents/:documentId`. */
export const expressPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1')
