import type { OptionTable } from '../options.ts'

/** What every command that writes a PDF takes. */
export const outputOptions = {
  out: { value: 'OUT.pdf', short: 'o', help: 'where the result goes; it appears when it is whole' },
  force: { help: 'replace OUT.pdf when it is there already' },
  'password-env': { value: 'NAME', help: 'variable of the environment with the password of the PDF' },
  verify: { help: 'read the whole result again and validate it before it appears' },
  progress: { help: 'show progress, also for a short file or without a terminal' },
  json: { help: 'print the outcome, or the refusal, as one line of JSON' },
} as const satisfies OptionTable
