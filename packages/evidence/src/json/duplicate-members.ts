import { EvidenceError } from '../evidence-error.ts'

type Container = { readonly members: Set<string> | null; expectsName: boolean }

/** Position just after the string that starts at `start` (a quotation mark), in JSON known to be well-formed. */
const endOfString = (text: string, start: number): number => {
  let at = start + 1
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}

const addName = (container: Container, name: string): void => {
  if (container.members?.has(name)) {
    throw new EvidenceError('ERR_JSON_DUPLICATE_MEMBER', 'a JSON object names a member twice')
  }
  container.members?.add(name)
  container.expectsName = false
}

const open = (stack: Container[], isObject: boolean, maxDepth: number): void => {
  if (stack.length === maxDepth) throw new EvidenceError('ERR_JSON_TOO_DEEP', `JSON nested over ${maxDepth} levels`)
  stack.push({ members: isObject ? new Set() : null, expectsName: isObject })
}

/**
 * Walks JSON text that `JSON.parse` has accepted, and refuses what it lets through silently: a name that stands twice
 * in one object (the last would win here, the first elsewhere) and deep nesting.
 *
 * @throws EvidenceError `ERR_JSON_DUPLICATE_MEMBER` · `ERR_JSON_TOO_DEEP`
 */
export const refuseDuplicateMembers = (text: string, maxDepth: number): void => {
  const stack: Container[] = []
  for (let at = 0; at < text.length; at += 1) {
    const top = stack.at(-1)
    const char = text[at]
    if (char === '{' || char === '[') open(stack, char === '{', maxDepth)
    else if (char === '}' || char === ']') stack.pop()
    else if (char === ',' && top?.members) top.expectsName = true
    else if (char === '"') {
      const end = endOfString(text, at)
      if (top?.expectsName) addName(top, JSON.parse(text.slice(at, end)) as string)
      at = end - 1
    }
  }
}
