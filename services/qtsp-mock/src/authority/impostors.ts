import type { RandomBytes } from '../random-bytes.ts'
import { createTsaCertificate, timeStamping } from './certificates.ts'
import { privateKeyOf, type TsaIdentity, tsaIdentity } from './identity.ts'
import { createKeyPair } from './key-pair.ts'
import { createQtspKeys, type QtspKeys } from './qtsp-keys.ts'

const serverAuth = '1.3.6.1.5.5.7.3.1'

/** Identities with which the double lies; each is made when it is first needed, and kept. */
export interface Impostors {
  /** Of our CA, for TLS servers. */
  wrongPurpose(): Promise<TsaIdentity>
  /** Of our CA, for time-stamping, but the extension is not critical. */
  purposeNotCritical(): Promise<TsaIdentity>
  /** Of our CA, for time-stamping and something else. */
  secondPurpose(): Promise<TsaIdentity>
  /** Faultless, under a CA of the same name that nobody trusts. */
  otherCa(): Promise<TsaIdentity>
}

/** Prepares the impostors of a double. */
export function createImpostors(keys: QtspKeys, now: () => Date, random: RandomBytes): Impostors {
  const issued = (purposes: readonly string[], critical: boolean) =>
    once(async () => {
      const { publicKey, privateKey } = await createKeyPair('p-256')
      const issuer = { certificate: keys.ca.certificate, privateKey: await privateKeyOf(keys.ca) }
      const certificate = await createTsaCertificate(publicKey, issuer, now(), random, { purposes, critical })
      return { certificate, chain: [keys.ca.certificate], privateKey }
    })
  return {
    wrongPurpose: issued([serverAuth], true),
    purposeNotCritical: issued([timeStamping], false),
    secondPurpose: issued([timeStamping, serverAuth], true),
    otherCa: once(async () => tsaIdentity(await createQtspKeys({ now: now(), random }))),
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
