import type { Body, Part } from '../revision/body.ts'
import { dateText } from '../syntax/date.ts'
import { nameObject } from '../syntax/name-object.ts'

/** Which /Type a /SubFilter belongs to (ISO 32000-2 table 255, EN 319 142-1 5.3, 5.4.3). */
const types = { 'ETSI.CAdES.detached': 'Sig', 'ETSI.RFC3161': 'DocTimeStamp' } as const

/** The signature formats of PAdES. */
export type SubFilter = keyof typeof types

/** What a signature dictionary says beside the signature. */
export interface SignatureEntries {
  readonly subFilter: SubFilter
  /** /M; the time that is claimed, in UTC. */
  readonly signingTime?: Date
  readonly name?: string
  readonly reason?: string
  readonly location?: string
  /** /ContactInfo: how the signer can be reached. */
  readonly contactInfo?: string
  /** Name of the signing application, in /Prop_Build /App (ISO 32000-2 12.8.1, the PDF Signature Build Dictionary). */
  readonly application?: string
}

export const contentsMark = 'contents'
export const byteRangeMark = 'byteRange'

/** `[0 a b c]` with ten digits for each number. */
const byteRangeWidth = 36

/**
 * A signature dictionary (ISO 32000-2 12.8.1) without signature: /ByteRange of fixed width, and
 * /Contents as a hexadecimal string of zeros. No /Cert (EN 319 142-1 6.3). `references` are signature
 * reference dictionaries (12.8.1, table 256).
 */
export const emptySignatureValue = (entries: SignatureEntries, contentsBytes: number, references: Body = []): Body => {
  const { subFilter, signingTime, name, reason, location, contactInfo, application } = entries
  const time = signingTime && dateText(signingTime)
  const texts = Object.entries({ M: time, Name: name, Reason: reason, Location: location, ContactInfo: contactInfo })
  return [
    `<</Type/${types[subFilter]}/Filter/Adobe.PPKLite/SubFilter/${subFilter}/ByteRange`,
    { mark: byteRangeMark },
    ' '.repeat(byteRangeWidth),
    '/Contents',
    { mark: contentsMark },
    '<',
    { zeros: contentsBytes * 2 },
    '>',
    ...texts.flatMap(([key, text]): Part[] => (text === undefined ? [] : [`/${key}`, { text }])),
    ...(application === undefined ? [] : [`/Prop_Build<</App<</Name${nameObject(application)}>>>>`]),
    ...(references.length === 0 ? [] : ['/Reference[', ...references, ']']),
    '>>',
  ]
}

/** The text that replaces the blank byte range, of the same width. */
export const byteRangeText = (byteRange: readonly number[]): string => `[${byteRange.join(' ')}]`.padEnd(byteRangeWidth)
