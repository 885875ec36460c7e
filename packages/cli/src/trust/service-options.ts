import { randomBytes } from 'node:crypto'
import type { BaselineLevel, LevelSources } from '@waarmerk/pades'
import {
  createIssuerSource,
  createRevocationSource,
  createRfc3161Client,
  firstAvailable,
  type HttpFetch,
  nodeFetch,
} from '@waarmerk/trust-services'
import { CliError } from '../cli-error.ts'
import type { Surroundings } from '../command.ts'
import { httpAddress, wholeNumber } from '../option-values.ts'
import type { GivenOptions, OptionTable } from '../options.ts'
import { secretNamed } from '../secrets.ts'
import { readTrust, type Trust, trustOptions } from './trust-anchors.ts'

/** Whom to ask over the network. */
export const serviceOptions = {
  tsa: { value: 'URL', many: true, help: 'time-stamp authority (RFC 3161); the next one is asked when one fails' },
  'tsa-auth-env': { value: 'NAME', help: 'variable of the environment with USER:PASSWORD for the authority' },
  timeout: { value: 'SECONDS', help: 'how long one answer may take (30)' },
  ...trustOptions,
} as const satisfies OptionTable

type Given = GivenOptions<keyof typeof serviceOptions>

const usualTimeoutSeconds = 30
const mostTokenBytes = 256 * 1024

/**
 * The parties that the options name; nobody is asked anything yet. OCSP, lists and issuers are asked at the addresses
 * in the certificates.
 *
 * @param level what is to be reached: from B-T on somebody must be named who tells the time
 * @throws CliError `ERR_CLI_USAGE`, `ERR_CLI_SECRET_MISSING` and those of `readTrust`
 */
export const readServices = (
  given: Given,
  surroundings: Surroundings,
  level: BaselineLevel = 'B-B',
): LevelSources & Trust => {
  const urls = given.texts('tsa').map((url) => httpAddress(url, 'tsa', 'tsa-auth-env'))
  if (level !== 'B-B' && urls.length === 0) throw new CliError('ERR_CLI_USAGE', `level ${level} needs --tsa URL`)
  const credentials = secretNamed(given.text('tsa-auth-env'), surroundings)
  if (credentials !== undefined) requirePrivate(urls.map((url) => new URL(url)))
  const timeoutMs = 1000 * wholeNumber(given.text('timeout') ?? String(usualTimeoutSeconds), 'timeout', [1, 600])
  const trust = readTrust(given.file('trust'))
  const { now } = surroundings
  const bounds = { fetch: nodeFetch, timeoutMs, now, randomBytes }
  const { trustAnchors } = trust
  const fetch = credentials === undefined ? nodeFetch : withCredentials(credentials)
  const authorities = urls.map((url) =>
    createRfc3161Client({ ...bounds, url, fetch, trustAnchors, maxBytes: mostTokenBytes }),
  )
  return {
    ...trust,
    ...(authorities.length > 0 && { tsa: firstAvailable(authorities, { now }) }),
    revocation: createRevocationSource(bounds),
    issuers: createIssuerSource(bounds),
  }
}

/** A password goes to one party, and not over a network in the clear. */
const requirePrivate = (urls: readonly URL[]): void => {
  const open = urls.find(({ protocol, hostname }) => protocol === 'http:' && !isOwn(hostname))
  if (open !== undefined) throw new CliError('ERR_CLI_USAGE', `--tsa-auth-env needs https: ${open.origin}`)
  const other = urls.find(({ origin }) => origin !== urls[0]?.origin)
  if (other === undefined) return
  const message = `with --tsa-auth-env every --tsa is of one party: leave out ${other.origin}, or the password`
  throw new CliError('ERR_CLI_USAGE', message)
}

const isOwn = (hostname: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

/** Basic authentication (RFC 7617). */
const withCredentials = (credentials: string): HttpFetch => {
  const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`
  return (url, request) => nodeFetch(url, { ...request, headers: { ...request.headers, authorization } })
}
