import { readCommandLine, usage } from './command-line.ts'
import { readDefaults } from './config.ts'
import { failureOf } from './report-failure.ts'

const print = (line: string) => void process.stdout.write(`${line}\n`)

async function main(): Promise<void> {
  const command = readCommandLine(process.argv.slice(2), readDefaults())
  if (command.kind === 'help') return print(usage)
  if (command.kind === 'once') {
    const { once } = await import('./once/once.ts')
    process.once('SIGINT', () => process.exit(1)).once('SIGTERM', () => process.exit(1))
    return print(JSON.stringify(await once({ ...command, progress: print })))
  }
  const { startDemo } = await import('./demo.ts')
  const stopped = untilStopped()
  const house = await startDemo({ ...command, print })
  await stopped
  await house.close()
}

/** The first signal ends in order, a second one at once. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.once('SIGINT', () => process.exit(1)).once('SIGTERM', () => process.exit(1))
      resolve()
    }
    process.once('SIGINT', stop).once('SIGTERM', stop)
  })
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const { text, exitCode } = failureOf(error)
    process.stderr.write(text)
    process.exit(exitCode)
  },
)
