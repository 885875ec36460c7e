import { type DestinationStream, pino } from 'pino'
import { redact, scrub } from './redact.ts'

/** Fields of a log line; `error` may hold an error. */
export type LogFields = Readonly<Record<string, unknown>>

/** Writes log lines. Everything passes the redaction first. */
export interface Logger {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
  /** A logger that adds these fields to every line. */
  child(fields: LogFields): Logger
}

/** What is written. `silent` writes nothing. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/**
 * A logger of JSON lines on standard output.
 *
 * @param options.service name of the service, on every line.
 * @param options.destination for tests: where the lines go instead.
 *
 * @example
 * const logger = createLogger({ service: 'signing', level: 'info' })
 * logger.info('signature request activated', { requestId, signatureRequest })
 */
export function createLogger(options: {
  readonly service: string
  readonly level?: LogLevel
  readonly destination?: DestinationStream
}): Logger {
  const { service, level = 'info', destination } = options
  const settings = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    messageKey: 'message',
  }
  return over(destination ? pino(settings, destination) : pino(settings), {})
}

/** A logger that writes nothing. */
export const silentLogger: Logger = createLogger({ service: 'silent', level: 'silent' })

function over(target: pino.Logger, always: LogFields): Logger {
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, fields: LogFields = {}) => {
      if (target.isLevelEnabled(level)) target[level](redact({ ...always, ...fields }), scrub(message))
    }
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (fields) => over(target, { ...always, ...fields }),
  }
}
