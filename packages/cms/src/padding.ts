import { elementAt } from '@waarmerk/pki'
import { CmsError } from './cms-error.ts'
import { asCmsError } from './untrusted-der.ts'

/**
 * A signature or time-stamp token without the zero bytes that fill /Contents (ISO 32000-2 §12.8.1). Not verified.
 *
 * @throws CmsError `ERR_CMS_MALFORMED` when anything else follows
 */
export function withoutPadding(contents: Uint8Array): Uint8Array {
  const { der } = asCmsError('ERR_CMS_MALFORMED', () => elementAt(contents, 0))
  if (contents.length > der.length && contents.subarray(der.length).some((octet) => octet !== 0)) {
    throw new CmsError('ERR_CMS_MALFORMED', 'something other than padding follows the signature')
  }
  return der
}
