import { type VerifiedSignedData, verifySignedData } from '@waarmerk/cms'
import { openPdf, type RandomAccess, type SignatureDictionary, signatureFields } from '@waarmerk/pdf'
import type { Certificate } from '@waarmerk/pki'
import { EvidenceError } from '../../evidence-error.ts'
import { fromBase64url } from '../../hash/base64url.ts'
import { sameBytes } from '../../json/canonical-json.ts'
import type { EvidenceRecord } from '../../record/evidence-record.ts'
import { demand } from '../demand.ts'
import type { Outcome } from '../evidence-step.ts'
import { prefixSource } from '../prefix-source.ts'
import type { VerifiedCommitments } from './commitment.ts'
import { type DocumentPair, whichDocument } from './which-document.ts'

/** The one signature of the committed key in the given PDF. */
export type VerifiedSignature = DocumentPair & {
  readonly dictionary: SignatureDictionary
  readonly cms: VerifiedSignedData
  /** The file as it was signed; what follows in the PDF was appended later. */
  readonly revision: RandomAccess
}

/** What the step needs. */
export type SignatureInputs = {
  readonly pdf: RandomAccess
  readonly record: EvidenceRecord
  readonly commitments: VerifiedCommitments
  readonly certificate: Certificate
}

/** A CMS carries its signer's certificate (EN 319 142-1 §6.3), and with it the public key. */
const isOf = ({ publicKeyDer }: Certificate, { contents }: SignatureDictionary): boolean =>
  Buffer.from(contents).includes(Buffer.from(publicKeyDer))

const onlySignature = (revision: RandomAccess, { certificate }: SignatureInputs, field: string) => {
  const signed = signatureFields(openPdf(revision, { recover: false })).flatMap(({ name, signature }) =>
    signature && isOf(certificate, signature) ? [{ name, signature }] : [],
  )
  const [only, ...others] = signed
  if (only && only.name === field && others.length === 0) return only.signature
  const message = `${signed.length} signature(s) by the committed key; there must be one, in the committed field`
  throw new EvidenceError('ERR_VERIFY_SIGNATURE_COUNT', message)
}

/**
 * Step 5: the PDF holds exactly one signature by the committed key, in the committed field, with the certificate of
 * the evidence, over exactly the digest that was committed to.
 *
 * @throws EvidenceError `ERR_VERIFY_DOCUMENT_UNKNOWN` · `ERR_VERIFY_SIGNATURE_COUNT` · `ERR_VERIFY_SIGNATURE`
 * @throws PdfError, CmsError the PDF or the signature cannot be read, or the signature is wrong
 */
export const verifySignature = async (inputs: SignatureInputs): Promise<Outcome<VerifiedSignature>> => {
  const pair = await whichDocument(inputs.pdf, inputs.record, inputs.commitments)
  const { committed, recorded } = pair
  const revision = prefixSource(inputs.pdf, recorded.signed.size)
  const dictionary = onlySignature(revision, inputs, committed.field)
  const messageDigest = fromBase64url(committed.tbs ?? '') ?? new Uint8Array()
  const cms = await verifySignedData({ cms: dictionary.contents, messageDigest })
  const code = 'ERR_VERIFY_SIGNATURE'
  const sameCertificate = sameBytes(cms.signerCertificate.der, inputs.certificate.der)
  demand(sameCertificate, code, 'the signature was made under another certificate')
  demand(cms.digestAlgorithm === 'sha256', code, 'the signature uses another hash than was committed to')
  const pades = dictionary.subFilter === 'ETSI.CAdES.detached' && cms.signingTime === undefined
  demand(pades, code, 'the signature is not a PAdES signature')
  const claimed = dictionary.signingTime?.getTime() === inputs.commitments.authorisation.commitment.iat * 1000
  demand(claimed, code, "the signature claims another time than the commitment's")
  const detail = `field ${committed.field}: made with the one-time key over the committed digest`
  return { status: 'ok', detail, value: { ...pair, dictionary, cms, revision } }
}
