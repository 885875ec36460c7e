import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { openTimestampResponse, readDigestAlgorithm, verifySignedData, verifyTimestampToken } from '@waarmerk/cms'
import { orderChain, parseCertificate, validatePath, verifyCrl, verifyOcspResponse } from '@waarmerk/pki'
import { byteMutations, flipBit } from '../mutations/bytes.ts'
import { derMutations } from '../mutations/der.ts'
import { attempt, type Seed, type Subject } from './subject.ts'

const seedBytes = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../seeds/${name}.der`, import.meta.url)))
const seed = (name: string): Seed => ({ name: `${name}.der`, bytes: seedBytes(name) })

/** What seeds/ORIGIN.md says was signed and stamped. */
const digest = createHash('sha256').update('what was stamped').digest()
/** Of the request that `timestamp-response.der` answers. */
const nonce = Buffer.from('6ceb6368065a4bc3', 'hex')
const at = new Date('2027-01-01T00:00:00Z')
/** A moment when the kept answers of the responder and the issuer were fresh. */
const asked = new Date('2026-11-25T20:00:00Z')
const mutations = [
  ...Object.values(byteMutations),
  ...Array.from({ length: 4 }, () => [flipBit, derMutations.moveElements, derMutations.changeContents]).flat(),
  ...[derMutations.changeTag, derMutations.changeLength],
]

/** Everything in DER that comes from outside: certificates, signatures, answers of trust services. */
export function messageSubjects(): Subject[] {
  const authority = parseCertificate(seedBytes('ca'))
  const about = { certificate: parseCertificate(seedBytes('person')), issuer: authority }
  const path = { intermediates: [], trustAnchors: [authority], at }
  return [
    reading('certificate', ['person', 'ca'], (bytes) => {
      const certificate = parseCertificate(bytes)
      orderChain([certificate, authority])
      validatePath({ certificate, ...path })
    }),
    reading('signature', ['cms'], async (cms) => {
      await readDigestAlgorithm(cms)
      const { signerCertificate } = await verifySignedData({ cms, messageDigest: digest })
      validatePath({ certificate: signerCertificate, ...path })
    }),
    reading('time-stamp', ['token'], (token) =>
      verifyTimestampToken({ token, messageImprint: digest, trustAnchors: [authority] }),
    ),
    reading('time-stamp-response', ['timestamp-response'], (response) =>
      openTimestampResponse({ response, messageImprint: digest, nonce }),
    ),
    reading('ocsp-response', ['ocsp'], (response) => verifyOcspResponse({ response, ...about, at: asked })),
    reading('revocation-list', ['crl'], (crl) => verifyCrl({ crl, ...about, at: asked })),
  ]
}

function reading(name: string, seeds: readonly string[], read: (bytes: Uint8Array) => unknown): Subject {
  return {
    name,
    seeds: seeds.map(seed),
    mutations,
    async use(bytes) {
      const outcome = await attempt(() => read(bytes))
      return 'code' in outcome ? outcome.code : 'accepted'
    },
  }
}
