import type { RequestHandler } from 'express'
import { acrTable } from '../acr.ts'
import { assertionAlgorithms } from '../checks/assertion-signature.ts'
import { supportedScopes } from '../login/offered-personas.ts'
import { bsnClaim, pseudoIdClaim } from '../personas.ts'
import type { Provider } from '../provider/provider.ts'

/** OIDC Discovery 1.0 §3: what this provider is and can do. */
export function discovery({ issuer }: Provider): RequestHandler {
  const metadata = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    pushed_authorization_request_endpoint: `${issuer}/par`,
    require_pushed_authorization_requests: true,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['ES256'],
    scopes_supported: supportedScopes,
    acr_values_supported: [...acrTable.keys()],
    claims_supported: [...standardClaims, bsnClaim, pseudoIdClaim],
    claims_parameter_supported: true,
    prompt_values_supported: ['none', 'login', 'consent', 'select_account'],
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    authorization_response_iss_parameter_supported: true,
    ui_locales_supported: ['nl'],
  }
  return (_request, response) => {
    response.set('Cache-Control', 'public, max-age=3600').json(metadata)
  }
}

const standardClaims = [
  'iss',
  'aud',
  'azp',
  'sub',
  'nonce',
  'jti',
  'iat',
  'nbf',
  'exp',
  'auth_time',
  'acr',
  'at_hash',
  'given_name',
  'family_name',
  'name',
]
