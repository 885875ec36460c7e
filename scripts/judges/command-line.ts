import { parseArgs } from 'node:util'

/** What was asked of the command. */
export interface Wishes {
  readonly install: boolean
  readonly files: readonly string[]
  readonly trust: readonly string[]
  readonly crls: readonly string[]
  readonly at?: string
  readonly password?: string
  /** File to write all verdicts to as JSON. */
  readonly json?: string
}

/** How the command is used. */
export const usage =
  'Usage: npm run judges -- FILE.pdf… [--trust ANCHORS.pem] [--crl CRL.der] [--at ISO-DATE] [--password TEXT] ' +
  '[--json FILE]\n       npm run judges -- --install'

/**
 * Reads the arguments of the command.
 *
 * @returns the wishes, or `undefined` when they make no sense
 */
export function readArguments(args: readonly string[]): Wishes | undefined {
  const several = { type: 'string', multiple: true } as const
  const one = { type: 'string' } as const
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { install: { type: 'boolean' }, trust: several, crl: several, at: one, password: one, json: one },
    })
    const { install = false, trust = [], crl = [], ...rest } = values
    if (!install && positionals.length === 0) return undefined
    if (rest.at === undefined) return { install, files: positionals, trust, crls: crl, ...rest }
    return { install, files: positionals, trust, crls: crl, ...rest, at: new Date(rest.at).toISOString() }
  } catch {
    return undefined
  }
}
