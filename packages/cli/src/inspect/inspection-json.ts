import type { InspectedSignature, TimeStampReport } from '@waarmerk/pades'
import type { Certificate } from '@waarmerk/pki'
import type { Inspection } from './inspection.ts'

/**
 * An inspection as plain data: names, times in ISO 8601, sizes in bytes. What a file claims about itself stands under
 * `claims`.
 */
export const inspectionJson = (file: string, inspection: Inspection) => ({
  file,
  bytes: inspection.bytes,
  version: inspection.version,
  xref: inspection.xref,
  encrypted: inspection.encrypted,
  trustChecked: inspection.trustChecked,
  signatures: inspection.signatures.map(signatureJson),
  timeStamps: inspection.timeStamps.map(timeStampJson),
  otherSignatures: inspection.others,
  securityStore: inspection.securityStore,
})

const signatureJson = (signature: InspectedSignature) => {
  const { signedData, dictionary } = signature
  return {
    ...coverage(signature),
    indication: signature.indication,
    level: signature.level,
    signer: signedData && certificateJson(signedData.signerCertificate),
    algorithm: signedData?.signatureAlgorithm ?? null,
    timeStamp: stampJson(signature),
    claims: dictionary && {
      signingTime: dictionary.signingTime,
      name: dictionary.name,
      reason: dictionary.reason,
      location: dictionary.location,
    },
  }
}

const timeStampJson = (timeStamp: TimeStampReport) => ({ ...coverage(timeStamp), timeStamp: stampJson(timeStamp) })

const coverage = ({ field, valid, checks, coversWholeFile, bytesAfter }: InspectedSignature | TimeStampReport) => ({
  field,
  valid,
  coversWholeFile,
  bytesAfter,
  checks,
})

const stampJson = ({ timestamp }: InspectedSignature | TimeStampReport) =>
  timestamp && {
    genTime: timestamp.genTime,
    trusted: timestamp.trusted,
    policy: timestamp.policy,
    authority: certificateJson(timestamp.certificate),
  }

const certificateJson = ({ subject, issuer, serialNumber, notBefore, notAfter }: Certificate) => ({
  subject,
  issuer,
  serialNumber,
  notBefore,
  notAfter,
})
