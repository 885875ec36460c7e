type Path = readonly (string | number)[]

/** Every leaf of a JSON value with the path to it. */
export const leavesOf = (value: unknown, path: Path = []): { readonly path: Path; readonly value: unknown }[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, member]) => leavesOf(member, [...path, name]))
    : [{ path, value }]

/** Every object member and list element of a JSON value, by path; leaves and branches. */
export const membersOf = (value: unknown, path: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, member]) => [[...path, name], ...membersOf(member, [...path, name])])
    : []

/** A copy of a JSON value in which the member at a path is replaced; `undefined` takes it away. */
export const replaced = <Value>(value: Value, [name, ...rest]: Path, by: unknown): Value => {
  if (name === undefined) return by as Value
  if (Array.isArray(value)) {
    const changed = value.map((member, index) => (index === Number(name) ? replaced(member, rest, by) : member))
    return changed.filter((member) => member !== undefined) as Value
  }
  const object = value as Record<string, unknown>
  const changed = replaced(object[name], rest, by)
  const others = Object.fromEntries(Object.entries(object).filter(([other]) => other !== name))
  return (changed === undefined ? others : { ...others, [name]: changed }) as Value
}

const otherCharacter = (char: string): string => {
  if (/\d/.test(char)) return String((Number(char) + 1) % 10)
  if (/[a-z]/i.test(char)) return char === 'q' ? 'w' : 'q'
  return char === '-' ? '_' : '-'
}

/** The same value with one small change: one character (at the begin, in the middle, at the end), one more, the opposite. */
export const changesOf = (value: unknown): unknown[] => {
  if (typeof value === 'boolean') return [!value]
  if (typeof value === 'number') return [value + 1]
  if (typeof value !== 'string') return ['null']
  const places = [...new Set([0, Math.floor(value.length / 2), value.length - 1])]
  return places.map((place) => value.slice(0, place) + otherCharacter(value[place] ?? '') + value.slice(place + 1))
}
