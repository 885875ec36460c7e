import { bytesSource } from '@waarmerk/pdf'
import { type EvidenceReport, type EvidenceToVerify, verifyEvidence } from '../src/index.ts'
import type { World } from './world.ts'

/** Verifies a world as a stranger would, with trust anchors, unless told otherwise. */
export const verifyWorld = (world: World, changes: Partial<EvidenceToVerify> = {}): Promise<EvidenceReport> =>
  verifyEvidence({
    pdf: bytesSource(world.pdfs[0] ?? new Uint8Array()),
    evidence: world.evidence,
    opJwks: world.jwks,
    trustAnchors: world.trustAnchors,
    ...changes,
  })

/** Where a report says that it broke: `step code`, or `VERIFIED`. */
export const brokenAt = ({ verdict, steps }: EvidenceReport): string => {
  const last = steps.at(-1)
  return last?.status === 'failed' ? `${last.step} ${last.code}` : verdict
}
