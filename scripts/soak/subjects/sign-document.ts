import { createDocumentSigner, type Signer } from '@waarmerk/pades'
import { bytesSource, concatSources, type RandomAccess } from '@waarmerk/pdf'

/** The field that the soak makes and signs. */
export const field = 'soak'

const signingTime = new Date('2026-11-25T12:00:00Z')

/** A document, and how to open it. */
export interface SoakDocument {
  readonly source: RandomAccess
  readonly password?: string
}

/** Signs a document at level B-B. @returns the signed file */
export async function signDocument(document: SoakDocument, signer: Signer, name = field): Promise<RandomAccess> {
  const { source } = document
  const sign = createDocumentSigner({ signer })
  const { increments } = await sign({ ...document, newField: { name }, level: 'B-B', signingTime })
  return concatSources([source, ...increments.map(bytesSource)])
}
