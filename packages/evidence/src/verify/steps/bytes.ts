import { type CheckName, digestRange, validateSignature } from '@waarmerk/pades'
import { lookDigest, openPdf, type RandomAccess } from '@waarmerk/pdf'
import { toBase64url } from '../../hash/base64url.ts'
import { demand } from '../demand.ts'
import type { Outcome } from '../evidence-step.ts'
import type { VerifiedSignature } from './signature.ts'
import { prefixDigest } from './which-document.ts'

const code = 'ERR_VERIFY_BYTES'

const structural: readonly CheckName[] = ['dictionary', 'byte-range', 'revision', 'signature']

/** Our validator finds nothing wrong with the signature's place in the file; chain and time stamp have own steps. */
const requireSound = async ({ committed, dictionary, revision }: VerifiedSignature): Promise<void> => {
  const { checks, coversWholeFile } = await validateSignature(revision, { field: committed.field })
  const broken = checks.find(({ name, outcome }) => structural.includes(name) && outcome === 'failed')
  demand(broken === undefined, code, `the signature does not fit the file (${broken?.name}: ${broken?.code})`)
  const [, before] = dictionary.byteRange
  demand(coversWholeFile && before >= committed.baseSize, code, 'the signature does not cover the whole file')
}

const requireDigests = async (signature: VerifiedSignature): Promise<void> => {
  const { committed, recorded, dictionary, revision } = signature
  const tbs = toBase64url(await digestRange(revision, dictionary.byteRange))
  demand(tbs === committed.tbs, code, 'the signed bytes are not those that were committed to')
  const base = await prefixDigest(revision, committed.baseSize)
  demand(base === committed.base, code, 'the file does not begin with what was shown')
  const content = await prefixDigest(revision, recorded.content.size)
  demand(content === committed.content, code, 'the file does not begin with the frozen document')
  const signed = await prefixDigest(revision, recorded.signed.size)
  demand(signed === recorded.signed.sha256, code, 'the file is not the one that was recorded')
}

const requireLook = ({ committed, revision }: VerifiedSignature): void => {
  const digest = lookDigest(openPdf(revision, { recover: false }), committed.field)
  const look = digest && toBase64url(digest)
  demand(look === committed.look, code, 'the signature looks otherwise than was committed to')
}

/**
 * Step 6: the bytes are those that were committed to: the signed ranges, what was shown, the frozen document, the
 * look; and nothing was appended that this evidence does not account for.
 *
 * @throws EvidenceError `ERR_VERIFY_BYTES` · `ERR_VERIFY_BYTES_APPENDED`
 * @throws PdfError the file cannot be read
 */
export const verifyBytes = async (pdf: RandomAccess, signature: VerifiedSignature): Promise<Outcome<null>> => {
  const { recorded, revision } = signature
  demand(pdf.size >= recorded.signed.size, code, 'the file is shorter than the one that was recorded')
  await requireDigests(signature)
  await requireSound(signature)
  requireLook(signature)
  const appended = pdf.size - revision.size
  demand(appended === 0, 'ERR_VERIFY_BYTES_APPENDED', `${appended} byte(s) were appended after the signature`)
  const detail = `${pdf.size} bytes: as shown, as committed to, nothing appended`
  return { status: 'ok', detail, value: null }
}
