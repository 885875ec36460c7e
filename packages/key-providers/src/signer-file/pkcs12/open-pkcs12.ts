import type { Asn1, BinaryString } from 'node-forge'
import { KeyProviderError } from '../../key-provider-error.ts'
import { workBudget } from '../work-budget.ts'
import { countOf, elementsOf, type Forge, malformed, octetsOf, oidOf, readBer, taggedElement } from './ber.ts'
import { decrypt, type Opener } from './decrypt.ts'
import { hasRightMac } from './verify-mac.ts'

const mostBytes = 512 * 1024
const mostBags = 64

const data = '1.2.840.113549.1.7.1'
const encryptedData = '1.2.840.113549.1.7.6'
const bag = {
  key: '1.2.840.113549.1.12.10.1.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
  x509: '1.2.840.113549.1.9.22.1',
}

/** What lies in a PKCS#12 file whose MAC was right. The certificates are not trusted. */
export interface Pkcs12Contents {
  /** DER of each PrivateKeyInfo (PKCS#8). */
  readonly keys: readonly Uint8Array[]
  /** DER. */
  readonly certificates: readonly Uint8Array[]
}

/**
 * Opens a PKCS#12 file (RFC 7292): verifies its MAC, decrypts what is in it.
 *
 * @param bytes BER or DER, at most 512 KiB
 * @throws KeyProviderError `ERR_KEY_PKCS12_TOO_LARGE`, `ERR_KEY_PKCS12_MALFORMED`, `ERR_KEY_PKCS12_ALGORITHM`,
 *   `ERR_KEY_PKCS12_MAC_MISSING`, `ERR_KEY_PKCS12_MAC_BROKEN`, `ERR_KEY_PASSPHRASE`, `ERR_KEY_FILE_TOO_COSTLY`
 */
export async function openPkcs12(bytes: Uint8Array, passphrase: string): Promise<Pkcs12Contents> {
  if (bytes.length > mostBytes) {
    throw new KeyProviderError('ERR_KEY_PKCS12_TOO_LARGE', `a PKCS#12 file is at most ${mostBytes} bytes`)
  }
  const { default: forge } = await import('node-forge')
  try {
    return open(forge, Buffer.from(bytes).toString('latin1'), passphrase)
  } catch (cause) {
    if (cause instanceof KeyProviderError) throw cause
    // It has no errors of its own kind.
    throw malformed('it cannot be taken apart', { cause })
  }
}

function open(forge: Forge, bytes: BinaryString, passphrase: string): Pkcs12Contents {
  const [version, authSafe, mac] = elementsOf(readBer(forge, bytes))
  if (countOf(version) !== 3) throw malformed('not of version 3')
  const contents = octetsOf(dataOf(forge, authSafe))
  if (mac === undefined) throw new KeyProviderError('ERR_KEY_PKCS12_MAC_MISSING', 'nothing protects the file')
  const opener = { forge, budget: workBudget() }
  // RFC 7292 appendix B.1: an empty passphrase is two zero octets; some write none at all.
  const candidates = passphrase === '' ? ['', null] : [passphrase]
  const right = candidates.find((candidate) => hasRightMac({ ...opener, passphrase: candidate }, mac, contents))
  if (right === undefined) throw wrongMac({ ...opener, passphrase }, contents)
  return bagsOf({ ...opener, passphrase: right }, contents)
}

// A passphrase that decrypts the file is right; then the MAC is wrong.
function wrongMac(opener: Opener, contents: BinaryString): KeyProviderError {
  try {
    if (bagsOf(opener, contents).keys.length > 0) {
      return new KeyProviderError('ERR_KEY_PKCS12_MAC_BROKEN', 'the file was changed or damaged')
    }
  } catch (cause) {
    return wrongPassphrase({ cause })
  }
  return wrongPassphrase()
}

const wrongPassphrase = (options?: ErrorOptions): KeyProviderError =>
  new KeyProviderError('ERR_KEY_PASSPHRASE', 'the passphrase is wrong, or the file was changed', options)

function dataOf(forge: Forge, contentInfo: Asn1 | undefined): Asn1 {
  const [type, content] = elementsOf(contentInfo)
  if (oidOf(forge, type) !== data) throw malformed('signed, or enveloped for a key')
  return taggedElement(content)
}

function bagsOf(opener: Opener, contents: BinaryString): Pkcs12Contents {
  const { forge } = opener
  const safes = elementsOf(readBer(forge, contents)).map((safe) => safeContents(opener, safe))
  const bags = safes.flatMap((safe) => elementsOf(readBer(forge, safe)))
  if (bags.length > mostBags) throw malformed(`more than ${mostBags} keys and certificates`)
  const values = bags.map((one) => [oidOf(forge, elementsOf(one)[0]), taggedElement(elementsOf(one)[1])] as const)
  return {
    keys: values.flatMap(([type, value]) => keyIn(opener, type, value) ?? []),
    certificates: values.flatMap(([type, value]) => (type === bag.certificate ? certificateIn(forge, value) : [])),
  }
}

function safeContents(opener: Opener, contentInfo: Asn1): BinaryString {
  const [type, content] = elementsOf(contentInfo)
  if (oidOf(opener.forge, type) !== encryptedData) return octetsOf(dataOf(opener.forge, contentInfo))
  const [, encrypted] = elementsOf(taggedElement(content))
  const [, algorithm, octets] = elementsOf(encrypted)
  return decrypted(opener, algorithm, octets)
}

function keyIn(opener: Opener, type: string, value: Asn1): Uint8Array | undefined {
  if (type === bag.key) return Buffer.from(opener.forge.asn1.toDer(value).getBytes(), 'latin1')
  if (type !== bag.shroudedKey) return undefined
  const [algorithm, octets] = elementsOf(value)
  return Buffer.from(decrypted(opener, algorithm, octets), 'latin1')
}

function decrypted(opener: Opener, algorithm: Asn1 | undefined, octets: Asn1 | undefined): BinaryString {
  const plain = decrypt(opener, algorithm, octetsOf(octets))
  if (plain === undefined) throw wrongPassphrase()
  return plain
}

// CertBag (RFC 7292 §4.2.3); SDSI certificates are passed over.
function certificateIn(forge: Forge, certBag: Asn1): Uint8Array[] {
  const [type, value] = elementsOf(certBag)
  return oidOf(forge, type) === bag.x509 ? [Buffer.from(octetsOf(taggedElement(value)), 'latin1')] : []
}
