import { CmsError, type CmsErrorCode } from '@waarmerk/cms'
import { CodedError } from '@waarmerk/coded-error'
import { TsaError, type TsaErrorCode } from './tsa-error.ts'

// What is not named here is a fault of the token: its structure, signature or key.
const codes: Partial<Record<CmsErrorCode, TsaErrorCode>> = {
  ERR_CMS_TOO_LARGE: 'ERR_TSA_TOO_LARGE',
  ERR_CMS_MALFORMED: 'ERR_TSA_MALFORMED',
  ERR_CMS_TIMESTAMP_MALFORMED: 'ERR_TSA_MALFORMED',
  ERR_CMS_TIMESTAMP_REJECTED: 'ERR_TSA_REJECTED',
  ERR_CMS_TIMESTAMP_NONCE_MISMATCH: 'ERR_TSA_NONCE_MISMATCH',
  ERR_CMS_TIMESTAMP_IMPRINT_MISMATCH: 'ERR_TSA_IMPRINT_MISMATCH',
  ERR_CMS_TIMESTAMP_UNTRUSTED: 'ERR_TSA_UNTRUSTED',
}
const outsideValidity = ['ERR_PKI_EXPIRED', 'ERR_PKI_NOT_YET_VALID']

/** Runs the verification of an answer; what that refuses is the authority's fault. @throws TsaError */
export async function asTsaError<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify()
  } catch (cause) {
    if (!(cause instanceof CmsError)) throw cause
    const code = codes[cause.code] ?? 'ERR_TSA_TOKEN_INVALID'
    const expired = code === 'ERR_TSA_UNTRUSTED' && hasCode(cause.cause, outsideValidity)
    throw new TsaError(expired ? 'ERR_TSA_EXPIRED' : code, cause.message, { cause })
  }
}

const hasCode = (error: unknown, wanted: readonly string[]): boolean =>
  error instanceof CodedError && wanted.includes(error.code)
