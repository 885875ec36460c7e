import { digestRange } from '@waarmerk/pades'
import { bytesSource, concatSources, type RandomAccess } from '@waarmerk/pdf'

/** SHA-256 (base64url) of a file with an increment appended. */
export const sha256After = async (source: RandomAccess, increment: Uint8Array): Promise<string> => {
  const whole = concatSources([source, bytesSource(increment)])
  return Buffer.from(await digestRange(whole, [0, whole.size])).toString('base64url')
}
