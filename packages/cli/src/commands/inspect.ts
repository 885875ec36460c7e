import type { Command } from '../command.ts'
import { openFileSource } from '../files/file-source.ts'
import { inspect } from '../inspect/inspection.ts'
import { inspectionJson } from '../inspect/inspection-json.ts'
import { inspectionLines } from '../inspect/inspection-lines.ts'
import { type OptionTable, optionLines, readOptions } from '../options.ts'
import { printable } from '../printable.ts'
import { showProgress } from '../progress.ts'
import { secretNamed } from '../secrets.ts'
import { readTrust, trustOptions } from '../trust/trust-anchors.ts'

const options = {
  ...trustOptions,
  'password-env': { value: 'NAME', help: 'variable of the environment with the password of the PDF' },
  progress: { help: 'show progress, also for a short file or without a terminal' },
  json: { help: 'print what was found, or the refusal, as one line of JSON' },
} as const satisfies OptionTable

const help = `waarmerk inspect FILE.pdf [OPTIONS]

Shows what is signed and stamped in a PDF, by whom and when, whether it is valid, and what was
added afterwards. Asks nobody: revocation is judged by what the file holds.

${optionLines(options)}

Exit code: 0 inspected (whatever was found), 1 refused (with a code), 2 wrong usage.`

/** `waarmerk inspect`. */
export const command: Command = {
  help,
  options,
  async run(args, surroundings) {
    const given = readOptions(args, { options, operand: 'FILE.pdf', directory: surroundings.directory })
    const file = given.input()
    const trust = readTrust(given.file('trust'))
    const password = secretNamed(given.text('password-env'), surroundings)
    using source = openFileSource(file)
    using progress = showProgress(surroundings.progress, { total: source.size, wanted: given.has('progress') })
    const onChunk = (chunk: Uint8Array, position: number): void => progress.at(position + chunk.length)
    const inspection = await inspect({ source, onChunk, password, ...trust })
    if (given.has('json')) surroundings.print(JSON.stringify(inspectionJson(file.name, inspection)))
    else for (const line of inspectionLines(file.name, inspection)) surroundings.print(printable(line))
    return 0
  },
}
