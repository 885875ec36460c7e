import process from 'node:process'
import { runCommandLine } from './command-line.ts'
import { standardStream } from './standard-stream.ts'

// npm runs scripts in the package's folder; WAARMERK_CWD says where the caller stands.
const directory = process.env['WAARMERK_CWD'] || process.cwd()

const toError = standardStream(
  () => process.stderr,
  () => {},
)
const toOutput = standardStream(
  () => process.stdout,
  ({ code, message }) => toError(`waarmerk: ${code}: ${message}\n`),
)

const run = async (): Promise<void> => {
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    directory,
    print: (line) => toOutput(`${line}\n`),
    complain: (line) => toError(`${line}\n`),
    variable: (name) => process.env[name],
    progress: { isTerminal: () => process.stderr.isTTY, write: toError },
    now: () => new Date(),
  })
}

// Not awaited at the top level: the bundle is CommonJS. What rejects is a defect of ours and ends the process.
void run()
