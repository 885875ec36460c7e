import { EvidenceError } from '../../evidence-error.ts'
import type { HeaderCheck } from './check.ts'

const pointers = ['jku', 'x5u', 'jwk']

/** A token does not bring its own key (OIDC Core §2): keys come from the configured JWK Set alone. */
export const checkEmbeddedKey: HeaderCheck = (header) => {
  if (pointers.some((name) => Object.hasOwn(header, name))) {
    throw new EvidenceError('ERR_ID_TOKEN_EMBEDDED_KEY', 'the ID token brings its own key, or says where it is')
  }
}
