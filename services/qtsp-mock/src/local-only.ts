import { QtspMockError } from './startup-error.ts'

/**
 * Time stamps of this double prove nothing, so it never starts where a real one could be expected.
 *
 * @throws QtspMockError `ERR_QTSP_MOCK_PRODUCTION`
 */
export function refuseProduction(environments: readonly (string | undefined)[]): void {
  if (environments.some((name) => name !== undefined && /^prod/i.test(name))) {
    throw new QtspMockError('ERR_QTSP_MOCK_PRODUCTION', 'The trust-service double does not start in production')
  }
}

/** @throws QtspMockError `ERR_QTSP_MOCK_NOT_LOCAL` when the host is not this machine */
export function refuseUnlessLoopback(host: string): void {
  if (!/^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host)) {
    throw new QtspMockError('ERR_QTSP_MOCK_NOT_LOCAL', 'The trust-service double only serves localhost or loopback')
  }
}
