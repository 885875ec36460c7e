import { augmentDocument } from '@waarmerk/pades'
import type { Command } from '../command.ts'
import { appendToCopy } from '../document/append-to-copy.ts'
import { outputOptions } from '../document/output-options.ts'
import { printOutcome } from '../document/print-outcome.ts'
import { oneOf } from '../option-values.ts'
import { type OptionTable, optionLines, readOptions } from '../options.ts'
import { readServices, serviceOptions } from '../trust/service-options.ts'

const levels = ['B-T', 'B-LT', 'B-LTA'] as const

const options = {
  ...outputOptions,
  profile: { value: 'LEVEL', help: 'B-T, B-LT or B-LTA (default)' },
  ...serviceOptions,
} as const satisfies OptionTable

const help = `waarmerk augment IN.pdf -o OUT.pdf --tsa URL [OPTIONS]

Makes the signatures of a PDF last longer: adds the time, the proofs that no certificate was
revoked, and a time stamp over all of it. Run it again before that time stamp's certificate ends.

${optionLines(options)}

Exit code: 0 done, 1 refused (with a code, and without OUT.pdf), 2 wrong usage.`

/** `waarmerk augment`. */
export const command: Command = {
  help,
  options,
  async run(args, surroundings) {
    const given = readOptions(args, { options, operand: 'IN.pdf', directory: surroundings.directory })
    const input = given.input()
    const out = given.requiredFile('out')
    const level = oneOf(given.text('profile') ?? 'B-LTA', 'profile', levels)
    const services = readServices(given, surroundings, level)
    const request = { input, given, surroundings, trust: services }
    const { made, bytes, bytesAdded } = await appendToCopy(request, async (document) => ({
      ...(await augmentDocument({ ...document, ...services, level })),
      level,
    }))
    const { genTime } = made
    const isLess = level !== 'B-LTA'
    const outcome = `PAdES ${level}${isLess ? ' or higher' : ''}${genTime ? `, time stamp ${genTime.toISOString()}` : ''}`
    printOutcome(
      // What had it all may have more than was asked for.
      { output: out.name, level: bytesAdded === 0 ? null : level, genTime, bytes, bytesAdded },
      `${out.name}: ${bytesAdded === 0 ? `nothing to add for ${level}, copied as it is` : outcome}`,
      { print: surroundings.print, json: given.has('json') },
    )
    return 0
  },
}
