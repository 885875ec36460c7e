import { ServiceError } from '../errors.ts'

/** One thing wrong: the variable, and what is expected of it. Never the value: it may be a secret. */
export interface ConfigFault {
  readonly variable: string
  readonly message: string
}

/** All that is wrong with the configuration. The program ends with {@link ConfigError.exitCode}. */
export class ConfigError extends ServiceError {
  /** `EX_CONFIG` of sysexits.h. */
  readonly exitCode = 78
  readonly faults: readonly ConfigFault[]

  constructor(faults: readonly ConfigFault[]) {
    const list = faults.map(({ variable, message }) => `  ${variable}: ${message}`)
    super('ERR_CONFIG_INVALID', ['the configuration is not usable', ...list].join('\n'))
    this.faults = faults
  }
}
