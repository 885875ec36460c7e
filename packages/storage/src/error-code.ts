/**
 * Whether something thrown carries this code (`ENOENT`, SQLSTATE `23505`). Asks no `instanceof`: errors of
 * Node itself are of another realm where tests run in a context of their own.
 */
export function hasCode(thrown: unknown, ...codes: string[]): thrown is { code: string } {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && codes.includes(String(thrown.code))
}
