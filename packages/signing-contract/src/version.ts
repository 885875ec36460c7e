/** Full semantic version of the API; sent as `API-Version` on every response (NL API Design Rules). */
export const apiVersion = '1.0.0'

/** Where the API lives under the service's origin (major version in the URI). */
export const apiBasePath = '/signing/v1'

/** Header that carries a signer's session. */
export const signerSessionHeader = 'waarmerk-signer-session'
