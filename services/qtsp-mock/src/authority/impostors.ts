import { purposes } from '../certificates/profiles.ts'
import type { Clock } from '../clock.ts'
import type { RandomBytes } from '../random-bytes.ts'
import { type CertificateAuthorities, createCertificateAuthorities } from './certificate-authorities.ts'
import type { Identity } from './identity.ts'
import { createKeyPair } from './key-pair.ts'
import { createQtspKeys } from './qtsp-keys.ts'
import { issueTsa } from './tsa-unit.ts'

/** Identities with which the double lies; each is made when it is first needed, and kept. */
export interface Impostors {
  /** Of our CA, for TLS servers. */
  wrongPurpose(): Promise<Identity>
  /** Of our CA, for time-stamping, but the extension is not critical. */
  purposeNotCritical(): Promise<Identity>
  /** Of our CA, for time-stamping and something else. */
  secondPurpose(): Promise<Identity>
  /** Faultless, under a CA of the same name that nobody trusts. */
  otherCa(): Promise<Identity>
}

const commonName = 'Waarmerk TEST TSA'

/** Prepares the impostors of a time-stamping unit. */
export function createImpostors(authorities: CertificateAuthorities, others: Others, clock: Clock): Impostors {
  const issued = (keyPurposes: readonly string[], critical: boolean) =>
    once(async () => {
      const usage = { purposes: keyPurposes, critical }
      const options = { issuer: authorities.root, clock, commonName }
      return issueTsa({ keys: await createKeyPair('p-256'), algorithm: 'p-256' }, options, { usage })
    })
  return {
    wrongPurpose: issued([purposes.serverAuth], true),
    purposeNotCritical: issued([purposes.timeStamping], false),
    secondPurpose: issued([purposes.timeStamping, purposes.serverAuth], true),
    otherCa: once(async () => {
      const { root: issuer } = await others()
      const options = { issuer, clock, commonName }
      return issueTsa({ keys: await createKeyPair('p-256'), algorithm: 'p-256' }, options)
    }),
  }
}

/** Gives authorities of the same names as ours, which nobody trusts. */
export type Others = () => Promise<CertificateAuthorities>

/** Prepares the others; they are made when first needed. */
export function createOthers(baseUrl: string, clock: Clock, random: RandomBytes): Others {
  return once(async () =>
    createCertificateAuthorities(await createQtspKeys({ now: clock.now(), random }), baseUrl, random),
  )
}

/** Calls `make` the first time only. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
