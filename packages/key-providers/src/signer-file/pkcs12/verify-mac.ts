import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Asn1, BinaryString } from 'node-forge'
import { KeyProviderError } from '../../key-provider-error.ts'
import { countOf, elementsOf, octetsOf, oidOf } from './ber.ts'
import type { Opener } from './decrypt.ts'

const digests = {
  '1.3.14.3.2.26': { name: 'sha1', size: 20 },
  '2.16.840.1.101.3.4.2.1': { name: 'sha256', size: 32 },
  '2.16.840.1.101.3.4.2.2': { name: 'sha384', size: 48 },
  '2.16.840.1.101.3.4.2.3': { name: 'sha512', size: 64 },
} as const

/**
 * Whether the file is whole and the passphrase right (RFC 7292 §5.1, appendix B). Only the MAC says that nobody changed the
 * certificates beside the key.
 *
 * @param mac MacData
 * @throws KeyProviderError `ERR_KEY_PKCS12_ALGORITHM`, `ERR_KEY_FILE_TOO_COSTLY`, `ERR_KEY_PKCS12_MALFORMED`
 */
export function hasRightMac({ forge, passphrase, budget }: Opener, mac: Asn1, contents: BinaryString): boolean {
  const [info, salt, iterations] = elementsOf(mac)
  const [algorithm, stated] = elementsOf(info)
  const oid = oidOf(forge, elementsOf(algorithm)[0])
  const digest = Object.entries(digests).find(([known]) => known === oid)?.[1]
  if (digest === undefined) throw new KeyProviderError('ERR_KEY_PKCS12_ALGORITHM', `a MAC that is not known: ${oid}`)
  const rounds = iterations === undefined ? 1 : countOf(iterations)
  budget.spend(rounds)
  const saltBytes = forge.util.createBuffer(octetsOf(salt))
  const hash = forge.md[digest.name].create()
  const key = forge.pbe.generatePkcs12Key(passphrase, saltBytes, 3, rounds, digest.size, hash).getBytes()
  const actual = createHmac(digest.name, Buffer.from(key, 'latin1')).update(Buffer.from(contents, 'latin1')).digest()
  const wanted = Buffer.from(octetsOf(stated), 'latin1')
  return wanted.length === actual.length && timingSafeEqual(wanted, actual)
}
