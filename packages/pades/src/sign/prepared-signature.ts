import type { RandomAccess } from '@waarmerk/pdf'
import { prefixOf } from '../file/prefix-of.ts'
import { PadesError } from '../pades-error.ts'

/**
 * The hinge between preparing and signing: plain JSON, so that the signature may be made elsewhere and
 * later. Together with the prepared increment and the base it is everything {@link completeSignature} needs.
 */
export interface PreparedSignature {
  readonly v: 1
  /** Name of the field. */
  readonly field: string
  /** Start, length, start, length of the signed bytes in base plus increment. */
  readonly byteRange: readonly [0, number, number, number]
  /** Position of the `<` of /Contents. */
  readonly contentsStart: number
  /** Digits between `<` and `>`. */
  readonly contentsHexLength: number
  /** SHA-256 over the byte range, base64url: what is agreed to. */
  readonly tbs: string
  /** The same by other algorithms that were asked for, base64url. */
  readonly digests?: Readonly<Partial<Record<'sha384' | 'sha512', string>>>
  /** SHA-256 of the look, base64url; null without look. */
  readonly look: string | null
  /** Bytes before the increment. */
  readonly baseSize: number
  /** /M, ISO 8601 in UTC. */
  readonly signingTime: string
}

/**
 * Holds a prepared signature against its increment: sizes and ranges add up, and the gap is an empty
 * placeholder inside the increment.
 *
 * @throws PadesError ERR_PADES_PREPARED_INVALID
 */
export const requireConsistent = (prepared: PreparedSignature, increment: Uint8Array): void => {
  requireShape(prepared)
  const { byteRange, contentsStart, contentsHexLength, baseSize } = prepared
  const [start, before, after, rest] = byteRange
  const at = contentsStart - baseSize
  const end = at + contentsHexLength + 2
  const consistent =
    start === 0 &&
    before === contentsStart &&
    after === contentsStart + contentsHexLength + 2 &&
    after + rest === baseSize + increment.length &&
    at >= 0 &&
    contentsHexLength > 0 &&
    increment[at] === 0x3c &&
    increment[end - 1] === 0x3e &&
    increment.subarray(at + 1, end - 1).every((digit) => digit === 0x30)
  if (!consistent) throw new PadesError('ERR_PADES_PREPARED_INVALID', 'increment and prepared signature do not fit')
}

/** It comes out of somebody's store: of another version, or damaged, it means nothing. */
const requireShape = (prepared: PreparedSignature): void => {
  const { v, field, byteRange, contentsStart, contentsHexLength, tbs, digests, look, baseSize, signingTime } = prepared
  const numbers: readonly unknown[] = [
    contentsStart,
    contentsHexLength,
    baseSize,
    ...(Array.isArray(byteRange) ? byteRange : []),
  ]
  const texts: readonly unknown[] = [
    field,
    tbs,
    signingTime,
    ...(look === null ? [] : [look]),
    ...Object.values(digests ?? {}),
  ]
  const sound =
    v === 1 &&
    numbers.length === 7 &&
    numbers.every((number) => Number.isSafeInteger(number) && Number(number) >= 0) &&
    texts.every((text) => typeof text === 'string') &&
    !Number.isNaN(Date.parse(signingTime))
  if (!sound) throw new PadesError('ERR_PADES_PREPARED_INVALID', 'not a prepared signature of version 1')
}

/**
 * The file before the increment. The source may be that, or that plus exactly this increment; anything
 * else was changed since.
 *
 * @throws PadesError ERR_PADES_TBS_MISMATCH
 */
export const requireBase = (source: RandomAccess, prepared: PreparedSignature, increment: Uint8Array): RandomAccess => {
  const { baseSize } = prepared
  const alone = source.size === baseSize
  const followed =
    source.size === baseSize + increment.length &&
    Buffer.compare(source.read(baseSize, increment.length), increment) === 0
  if (!alone && !followed) throw new PadesError('ERR_PADES_TBS_MISMATCH', 'the file changed after it was prepared')
  return prefixOf(source, baseSize)
}
