import { type Certificate, childrenOf, oidOf, oids } from '@waarmerk/pki'
import { CmsError } from '../cms-error.ts'
import { asCmsError, readUntrusted } from '../untrusted-der.ts'
import { parseCertificates } from './parse-signed-data.ts'

const mostBytes = 256 * 1024

/**
 * The certificates in a certs-only CMS, as issuers publish theirs (RFC 5280 §4.2.2.1, RFC 5652 §5.2.1): SignedData without
 * signers.
 *
 * @param cms DER, at most 256 KiB
 * @returns at most 64; parsed, not trusted
 * @throws CmsError `ERR_CMS_TOO_LARGE`, `ERR_CMS_MALFORMED`, `ERR_CMS_CONTENT_TYPE`, `ERR_CMS_SIGNER_COUNT`
 */
export async function readCertificatesOnly(cms: Uint8Array): Promise<Certificate[]> {
  const element = await readUntrusted(cms, mostBytes)
  return asCmsError('ERR_CMS_MALFORMED', () => {
    const [type, wrapped] = childrenOf(element, 0x30)
    if (oidOf(type) !== oids.signedData) throw new CmsError('ERR_CMS_CONTENT_TYPE', 'not SignedData')
    const parts = childrenOf(childrenOf(wrapped, 0xa0)[0], 0x30)
    if (childrenOf(parts.at(-1), 0x31).length > 0) throw new CmsError('ERR_CMS_SIGNER_COUNT', 'somebody signed it')
    return parseCertificates(parts.find(({ tag }) => tag === 0xa0))
  })
}
