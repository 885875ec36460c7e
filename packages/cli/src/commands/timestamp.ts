import { timestampDocument } from '@waarmerk/pades'
import { CliError } from '../cli-error.ts'
import type { Command } from '../command.ts'
import { appendToCopy } from '../document/append-to-copy.ts'
import { outputOptions } from '../document/output-options.ts'
import { printOutcome } from '../document/print-outcome.ts'
import { type OptionTable, optionLines, readOptions } from '../options.ts'
import { readServices, serviceOptions } from '../trust/service-options.ts'

const options = { ...outputOptions, ...serviceOptions } as const satisfies OptionTable

const help = `waarmerk timestamp IN.pdf -o OUT.pdf --tsa URL [OPTIONS]

Adds a document time stamp: proof that the file, signed or not, existed at that time.

${optionLines(options)}

Exit code: 0 stamped, 1 refused (with a code, and without OUT.pdf), 2 wrong usage.`

/** `waarmerk timestamp`. */
export const command: Command = {
  help,
  options,
  async run(args, surroundings) {
    const given = readOptions(args, { options, operand: 'IN.pdf', directory: surroundings.directory })
    const input = given.input()
    const out = given.requiredFile('out')
    const services = readServices(given, surroundings)
    const { tsa } = services
    if (tsa === undefined) throw new CliError('ERR_CLI_USAGE', '--tsa URL is missing')
    const { made, bytes, bytesAdded } = await appendToCopy(
      { input, given, surroundings, trust: services },
      (document) => timestampDocument({ ...document, tsa }),
    )
    const { genTime } = made
    printOutcome(
      { output: out.name, genTime, bytes, bytesAdded },
      `${out.name}: time stamp ${genTime?.toISOString()}`,
      { print: surroundings.print, json: given.has('json') },
    )
    return 0
  },
}
