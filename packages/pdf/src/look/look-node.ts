import { deflateSync } from 'node:zlib'
import type { PortableObject, PortablePart } from './portable-object.ts'

/** An indirect object of a look, with the objects it refers to in the places of their references. */
export interface LookNode {
  /** PDF in ASCII, byte strings, and nodes where references stand; of a stream, the entries of its dictionary. */
  readonly parts: readonly (string | { readonly string: Uint8Array } | LookNode)[]
  /** Encoded data of a stream. */
  readonly data?: Uint8Array
}

/** A compressed stream. */
export const streamNode = (entries: LookNode['parts'], data: Uint8Array): LookNode => ({
  parts: [...entries, '/Filter/FlateDecode'],
  data: deflateSync(data),
})

/** A node and all below it, in order of first mention: the order in which `copyGraph` finds them in a file. */
export const portableObjects = (root: LookNode): PortableObject[] => {
  const order: LookNode[] = [root]
  const indexOf = (node: LookNode): number => {
    const known = order.indexOf(node)
    return known < 0 ? order.push(node) - 1 : known
  }
  const place = (part: LookNode['parts'][number]): PortablePart => {
    if (typeof part === 'string') return Buffer.from(part, 'latin1')
    return 'string' in part ? part : indexOf(part)
  }
  const objects: PortableObject[] = []
  for (const { parts, data = null } of order) objects.push({ parts: parts.map(place), data })
  return objects
}
