import { type Certificate, validatePath } from '@waarmerk/pki'
import { sameBytes } from '../../json/canonical-json.ts'
import { demand } from '../demand.ts'
import type { Outcome } from '../evidence-step.ts'

/**
 * Holds a chain against the verifier's trust anchors, or, without them, against its own last certificate: then the
 * chain is consistent, but that its end is who it says is only asserted.
 *
 * @param chain the end entity's certificate first; every one of them must lie on the path that is found
 * @throws PkiError the codes of `validatePath` · EvidenceError `ERR_VERIFY_CERTIFICATE`
 */
export const verifyChain = (
  chain: readonly [Certificate, ...Certificate[]],
  trustAnchors: readonly Certificate[] | undefined,
  at: Date,
): Outcome<null> => {
  const [certificate, ...intermediates] = chain
  const last = chain.at(-1) ?? certificate
  if (trustAnchors) {
    const { certificates } = validatePath({ certificate, intermediates, trustAnchors, at })
    const onPath = chain.every(({ der }) => certificates.some((other) => sameBytes(other.der, der)))
    demand(onPath, 'ERR_VERIFY_CERTIFICATE', 'a certificate was added that does not belong to the chain')
    return { status: 'ok', detail: 'chain leads to a trust anchor that was given', value: null }
  }
  if (last !== certificate) validatePath({ certificate, intermediates, trustAnchors: [last], at })
  return { status: 'asserted', detail: `no trust anchor given: asserted by ${last.subject}`, value: null }
}
