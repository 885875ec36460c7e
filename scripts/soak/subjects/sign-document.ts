import { completeSignature, contentsSize, prepareSignature, type Signer } from '@waarmerk/pades'
import { appendSignatureFields, bytesSource, concatSources, openPdf, type RandomAccess } from '@waarmerk/pdf'

/** The field that the soak makes and signs. */
export const field = 'soak'

const signingTime = new Date('2026-11-25T12:00:00Z')

/** Signs a document at level B-B. @returns the signed file */
export async function signDocument(base: RandomAccess, signer: Signer, name = field): Promise<RandomAccess> {
  const { certificates, algorithm } = signer
  const source = concatSources([base, bytesSource(appendSignatureFields(openPdf(base), [{ name }]))])
  const contentsBytes = contentsSize({ certificates, algorithm, tsaTokenBytes: 0 })
  const { prepared, increment } = await prepareSignature(source, { field: name, contentsBytes, signingTime })
  const completed = await completeSignature({ source, prepared, increment, signer })
  return concatSources([source, bytesSource(completed.increment)])
}
