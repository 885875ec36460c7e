import { randomBytes } from 'node:crypto'
import type { LevelSources } from '@waarmerk/pades'
import { createRfc3161Client, firstAvailable } from '@waarmerk/trust-services'
import type { Surroundings } from '../command.ts'
import { httpAddress, wholeNumber } from '../option-values.ts'
import type { GivenOptions, OptionTable } from '../options.ts'
import { readTrust, type Trust, trustOptions } from './trust-anchors.ts'

/** Whom to ask over the network. */
export const serviceOptions = {
  tsa: { value: 'URL', many: true, help: 'time-stamp authority (RFC 3161); the next one is asked when one fails' },
  'tsa-auth-env': { value: 'NAME', help: 'variable of the environment with USER:PASSWORD for the authorities' },
  timeout: { value: 'SECONDS', help: 'how long one answer may take (30)' },
  ...trustOptions,
} as const satisfies OptionTable

type Given = GivenOptions<keyof typeof serviceOptions>

const usualTimeoutSeconds = 30
const mostAnswerBytes = 1024 * 1024

/**
 * The parties that the options name; nobody is asked anything yet.
 *
 * @throws CliError `ERR_CLI_USAGE`, `ERR_CLI_SECRET_MISSING` and those of `readTrust`
 */
export const readServices = (given: Given, surroundings: Surroundings): LevelSources & Trust => {
  const trust = readTrust(given.file('trust'))
  const timeoutMs = 1000 * wholeNumber(given.text('timeout') ?? String(usualTimeoutSeconds), 'timeout', [1, 600])
  const limits = { timeoutMs, maxBytes: mostAnswerBytes, now: surroundings.now }
  const urls = given.texts('tsa').map((url) => httpAddress(url, 'tsa'))
  const authorities = urls.map((url) =>
    createRfc3161Client({ url, fetch, trustAnchors: trust.trustAnchors ?? [], randomBytes, ...limits }),
  )
  return {
    ...trust,
    ...(authorities.length > 0 && { tsa: firstAvailable(authorities, limits) }),
  }
}
