import { bytesSource, concatSources, type RandomAccess } from '@waarmerk/pdf'
import {
  completeSignature,
  contentsSize,
  prepareSignature,
  type Signer,
  type TimestampAuthority,
} from '../src/index.ts'
import { signer as person } from './certificates.ts'
import { makePdf, onePage, withField } from './make-pdf.ts'
import { tsa as authority } from './time-stamps.ts'

export const signingTime = new Date('2026-11-23T10:11:12Z')

/** A prepared signature with everything needed to complete it. */
export const prepare = async (source: RandomAccess = withField(makePdf(onePage)), signer: Signer = person) => {
  const { certificates, algorithm } = signer
  const contentsBytes = contentsSize({ certificates, algorithm, tsaTokenBytes: authority.largestToken })
  return {
    source,
    signer,
    tsa: authority,
    ...(await prepareSignature(source, { field: 'een', contentsBytes, signingTime })),
  }
}

/** A file with a complete signature. */
export const sign = async (
  source?: RandomAccess,
  signer?: Signer,
  tsa: TimestampAuthority | null = authority,
): Promise<RandomAccess> => {
  const { tsa: _, ...prepared } = await prepare(source, signer)
  const { increment } = await completeSignature({ ...prepared, ...(tsa && { tsa }) })
  return concatSources([prepared.source, bytesSource(increment)])
}
