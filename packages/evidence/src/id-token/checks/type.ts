import { EvidenceError } from '../../evidence-error.ts'
import type { HeaderCheck } from './check.ts'

/** `typ` is absent or `JWT` (RFC 8725 §3.11): a logout token or an access token is not an ID token. */
export const checkType: HeaderCheck = ({ typ }) => {
  if (typ !== undefined && !(typeof typ === 'string' && /^(application\/)?jwt$/i.test(typ))) {
    throw new EvidenceError('ERR_ID_TOKEN_TYPE', 'this JWT is of another type than an ID token')
  }
}
