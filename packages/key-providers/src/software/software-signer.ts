import { type KeyObject, sign } from 'node:crypto'
import { promisify } from 'node:util'
import type { Signer } from '@waarmerk/pades'
import { digestForNode, paddingForNode } from '@waarmerk/pki'
import { algorithmOf } from './algorithm-of.ts'

const signInThreadPool = promisify(sign)

/**
 * Signs with a key in this process's memory, off the event loop.
 *
 * @param options.certificates DER, the signer's first
 * @throws {TypeError} for a kind of key no signature algorithm of ours fits
 */
export const softwareSigner = (options: {
  readonly privateKey: KeyObject
  readonly certificates: readonly Uint8Array[]
}): Signer => {
  const { privateKey, certificates } = options
  const algorithm = algorithmOf(privateKey)
  return {
    algorithm,
    certificates,
    sign: async ({ data }) => {
      const key = { key: privateKey, ...paddingForNode(algorithm) }
      return new Uint8Array(await signInThreadPool(digestForNode(algorithm), data, key))
    },
  }
}
