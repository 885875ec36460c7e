import { CodedError } from '@waarmerk/coded-error'
import { ConfigError } from '../config/config-error.ts'
import { scrub } from '../log/redact.ts'

/** Something that runs until it is closed. */
export interface Running {
  close(): Promise<void>
}

/**
 * The whole of a service's `main.ts`: starts, and ends in order on SIGTERM or SIGINT (a second one ends it at
 * once). Exit code 0 after an orderly end, 78 (`EX_CONFIG`) for bad configuration with every fault on standard
 * error, 1 for any other failure to start.
 *
 * @example
 * runService(async () => {
 *   const app = await createApp(readSigningConfig())
 *   return app.listen()
 * })
 */
export function runService(start: () => Promise<Running>): void {
  let stopping = false
  let running: Running | undefined
  const stop = () => {
    if (stopping) process.exit(1)
    stopping = true
    if (!running) process.exit(0)
    running.close().then(() => process.exit(0), fail)
  }
  process.on('SIGTERM', stop).on('SIGINT', stop)
  start().then((started) => {
    running = started
  }, fail)
}

function fail(error: unknown): never {
  const line = error instanceof CodedError ? `${error.code}: ${error.message}` : 'ERR_DEFECT: the service failed'
  process.stderr.write(`${scrub(line)}\n`)
  if (!(error instanceof CodedError) && error instanceof Error) process.stderr.write(`${scrub(error.stack ?? '')}\n`)
  process.exit(error instanceof ConfigError ? error.exitCode : 1)
}
