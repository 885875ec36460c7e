import { OidcMockError } from './startup-error.ts'

const loopback = /^(localhost|[a-z0-9-]+\.localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/

/**
 * The double lets anyone log in as anyone, so it must never stand where a real OP could: not in
 * production, and never under an issuer or on an interface that another machine can reach.
 *
 * @throws OidcMockError `ERR_OIDC_MOCK_PRODUCTION`, `ERR_OIDC_MOCK_NOT_LOCAL`, `ERR_OIDC_MOCK_CONFIG`
 */
export function refuseUnlessLocal(issuer: string, environments: readonly (string | undefined)[]): void {
  refuseProduction(environments)
  const url = URL.parse(issuer)
  // OIDC Discovery 1.0 §3: the issuer is compared as a string, so only its one canonical spelling is taken.
  if (url === null || !/^https?:$/.test(url.protocol) || url.origin !== issuer) {
    throw new OidcMockError('ERR_OIDC_MOCK_CONFIG', 'The issuer must be an origin such as http://127.0.0.1:4200')
  }
  refuseUnlessLoopback(url.hostname)
}

/** @throws OidcMockError `ERR_OIDC_MOCK_PRODUCTION` when one of the names means production */
export function refuseProduction(environments: readonly (string | undefined)[]): void {
  if (environments.some((name) => name !== undefined && /^prod/i.test(name))) {
    throw new OidcMockError('ERR_OIDC_MOCK_PRODUCTION', 'The OpenID Provider double does not start in production')
  }
}

/** @throws OidcMockError `ERR_OIDC_MOCK_NOT_LOCAL` when the host is not this machine */
export function refuseUnlessLoopback(host: string): void {
  if (!loopback.test(host)) {
    throw new OidcMockError('ERR_OIDC_MOCK_NOT_LOCAL', 'The OpenID Provider double only serves localhost or loopback')
  }
}
