import type { Check, InspectedSignature, TimeStampReport } from '@waarmerk/pades'
import type { Inspection } from './inspection.ts'

type Row = readonly [label: string, value: string]

/** An inspection for people: a block about the file, one for each signature and time stamp, in order of time. */
export const inspectionLines = (file: string, inspection: Inspection): string[] => {
  const { signatures, timeStamps, others, trustChecked } = inspection
  return [
    ...block(file, fileRows(inspection)),
    ...signatures.flatMap((signature) => block(`Signature ${signature.field}`, signatureRows(signature))),
    ...timeStamps.flatMap((stamp) => block(`Document time stamp ${stamp.field}`, timeStampRows(stamp))),
    ...others.flatMap((field) => block(`Signature ${field}`, [['format', 'not PAdES: not looked at']])),
    '',
    trustChecked
      ? 'Trust was checked against the anchors of --trust.'
      : 'Trust was NOT checked: nothing here says who signed. Give --trust FILE with the anchors that you trust.',
  ]
}

const block = (title: string, rows: readonly Row[]): string[] => [
  '',
  title,
  ...rows.map(([label, value]) => `  ${label.padEnd(15)} ${value}`),
]

const fileRows = ({
  bytes,
  version,
  xref,
  encrypted,
  signatures,
  timeStamps,
  others,
  securityStore,
}: Inspection): Row[] => [
  ['size', `${bytes} bytes`],
  ['format', `PDF ${version}, cross-reference ${xref}${encrypted ? ', encrypted' : ''}`],
  ['signatures', String(signatures.length + others.length)],
  ['time stamps', `${timeStamps.length} over the document`],
  [
    'security store',
    securityStore === null
      ? 'none'
      : `${securityStore.certificates} certificates, ${securityStore.ocspResponses} OCSP answers, ${securityStore.crls} revocation lists`,
  ],
]

const signatureRows = (signature: InspectedSignature): Row[] => {
  const { signedData, dictionary, level, indication, valid } = signature
  return [
    ['valid', `${valid ? 'yes' : 'NO'} (${indication})`],
    ...failures(signature.checks),
    ...optional('level', level && `PAdES ${level}`),
    ...optional('signer', signedData?.signerCertificate.subject),
    ...optional('issuer', signedData?.signerCertificate.issuer),
    ...optional('claimed time', dictionary?.signingTime?.toISOString()),
    ...stampRows(signature),
    ...optional('reason', dictionary?.reason),
    ...optional('location', dictionary?.location),
    coverage(signature),
  ]
}

const timeStampRows = (stamp: TimeStampReport): Row[] => [
  ['valid', stamp.valid ? 'yes' : 'NO'],
  ...failures(stamp.checks),
  ...stampRows(stamp),
  coverage(stamp),
]

const stampRows = ({ timestamp }: InspectedSignature | TimeStampReport): Row[] =>
  timestamp === null
    ? []
    : [
        ['time stamp', timestamp.genTime.toISOString()],
        ['authority', timestamp.certificate.subject],
      ]

const failures = (checks: readonly Check[]): Row[] =>
  checks
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ name, code }) => ['failed', code === undefined ? name : `${name}: ${code}`])

const coverage = ({ coversWholeFile, bytesAfter }: InspectedSignature | TimeStampReport): Row => [
  'covers',
  coversWholeFile ? 'the whole file' : `all but the last ${bytesAfter} bytes, which were added later`,
]

const optional = (label: string, value: string | null | undefined): Row[] => (value ? [[label, value]] : [])
