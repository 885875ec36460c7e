import type { RandomAccess } from '@waarmerk/pdf'
import { digestRange } from '../file/digest-range.ts'
import { inspectSignature, type SignatureToValidate } from './inspect-signature.ts'
import { readSignedField } from './read-signed-field.ts'
import type { SignatureReport } from './signature-report.ts'

/**
 * Validates one PAdES signature of level B-B or B-T: dictionary, byte range, the signed revision, digest and
 * CMS signature, time stamp, chain (at the time of the time stamp). What is wrong with the signature stands
 * in the report; only a file without such a signature is an error. Revocation is not looked at, nor what
 * later revisions changed: `coversWholeFile` says whether there are any.
 *
 * @throws PadesError ERR_PADES_SIGNATURE_MISSING
 * @throws PdfError when the file cannot be read
 *
 * @example
 * const report = await validateSignature(file, { field: 'aanvrager', trustAnchors, timestampTrustAnchors })
 * if (report.indication !== 'TOTAL-PASSED') console.log(report.checks)
 */
export const validateSignature = async (source: RandomAccess, options: SignatureToValidate): Promise<SignatureReport> =>
  inspectSignature(source, readSignedField(source, options), options, (byteRange, algorithm) =>
    digestRange(source, byteRange, algorithm),
  )
