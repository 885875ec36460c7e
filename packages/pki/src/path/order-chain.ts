import type { Certificate } from '../certificate/certificate.ts'
import { PkiError } from '../pki-error.ts'
import { isNamedIssuer } from './named-issuer.ts'

/**
 * Puts the certificates of one chain in order, the end entity's first, each followed by its issuer. By names and
 * key identifiers only: says nothing about trust.
 *
 * @throws PkiError `ERR_PKI_CHAIN_BROKEN` when they are not exactly one unbroken chain
 */
export function orderChain(certificates: readonly Certificate[]): Certificate[] {
  const others = (certificate: Certificate) => certificates.filter((other) => other !== certificate)
  const ends = certificates.filter((end) => !others(end).some((other) => isNamedIssuer(end, other)))
  let [next] = ends
  const chain: Certificate[] = []
  while (next !== undefined && !chain.includes(next)) {
    const current: Certificate = next
    chain.push(current)
    next = others(current).find((other) => isNamedIssuer(other, current))
  }
  if (ends.length !== 1 || chain.length !== certificates.length) {
    throw new PkiError('ERR_PKI_CHAIN_BROKEN', 'the certificates are not one unbroken chain')
  }
  return chain
}
