import process from 'node:process'
import { runCommandLine } from './command-line.ts'

// npm runs scripts in the package's folder; WAARMERK_CWD says where the caller stands.
const directory = process.env['WAARMERK_CWD'] || process.cwd()

const run = async (): Promise<void> => {
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    directory,
    print: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
    variable: (name) => process.env[name],
    progress: { isTerminal: () => process.stderr.isTTY, write: (text) => process.stderr.write(text) },
    now: () => new Date(),
  })
}

// Not awaited at the top level: the bundle is CommonJS. What rejects is a defect of ours and ends the process.
void run()
