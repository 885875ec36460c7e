/** The claims of a token whose signature was verified; of any shape. */
export type Claims = Readonly<Record<string, unknown>>

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined

/** The value at a path of member names; `undefined` when any of them is not there. Null counts as absent. */
export const claimAt = (claims: Claims, path: readonly string[]): unknown =>
  path.reduce<unknown>(member, claims) ?? undefined
