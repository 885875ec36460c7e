import { createPrivateKey, type KeyObject } from 'node:crypto'
import type { Signer } from '@waarmerk/pades'
import { childrenOf, type DerElement, integerOf, PkiError, parsePem, readDer } from '@waarmerk/pki'
import { KeyProviderError } from '../key-provider-error.ts'
import { type SignerFileOptions, signerOf } from './signer-of.ts'
import { workBudget } from './work-budget.ts'

const mostCharacters = 64 * 1024
const encrypted = /-----BEGIN ENCRYPTED PRIVATE KEY-----([A-Za-z0-9+/=\s]*)-----END/

/**
 * A signer from PEM texts (RFC 7468): a private key, PKCS#8 (encrypted or not) or an older form, and certificates in any
 * order.
 *
 * @param options.key at most 64 KiB
 * @param options.chain the signer's certificate and its issuers'; may be the same text as `key`
 * @param options.passphrase of an encrypted key
 * @throws KeyProviderError `ERR_KEY_PEM_INVALID`, `ERR_KEY_PASSPHRASE`, `ERR_KEY_FILE_TOO_COSTLY`,
 *   `ERR_KEY_CERTIFICATE_MISMATCH`, `ERR_KEY_UNSUITABLE`; PkiError for a chain that is none
 * @example
 * const signer = readPemSigner({ key: await readFile('key.pem', 'utf8'), chain: await readFile('chain.pem', 'utf8') })
 */
export function readPemSigner(
  options: SignerFileOptions & { readonly key: string; readonly chain: string; readonly passphrase?: string },
): Signer {
  const { key, chain, passphrase, ...signing } = options
  return signerOf([privateKeyOf(key, passphrase)], parsePem(chain), signing)
}

function privateKeyOf(pem: string, passphrase: string | undefined): KeyObject {
  if (pem.length > mostCharacters) throw invalid('a key in PEM is at most 64 KiB')
  const body = encrypted.exec(pem)?.[1]
  if (body !== undefined) requireBoundedWork(Buffer.from(body, 'base64'))
  const isLocked = body !== undefined || pem.includes('Proc-Type: 4,ENCRYPTED')
  try {
    // OpenSSL asks the terminal for a passphrase that it is not given; an empty one is wrong instead.
    return createPrivateKey({ key: pem, passphrase: passphrase ?? '' })
  } catch (cause) {
    if (!isLocked) throw invalid('not a private key in PEM', { cause })
    throw new KeyProviderError('ERR_KEY_PASSPHRASE', 'the passphrase is wrong or missing', { cause })
  }
}

// EncryptedPrivateKeyInfo (RFC 5958 §3): no number in its algorithm, whichever it is, may be too large a count.
function requireBoundedWork(der: Uint8Array): void {
  try {
    const [algorithm] = childrenOf(readDer(der), 0x30)
    workBudget().spend(Math.max(1, ...numbersIn(algorithm)))
  } catch (cause) {
    throw cause instanceof PkiError ? invalid('not an encrypted private key', { cause }) : cause
  }
}

function numbersIn(element: DerElement | undefined, depth = 0): number[] {
  if (element?.tag === 0x02) return [Number(integerOf(element))]
  if (element?.tag !== 0x30 || depth > 8) return []
  return childrenOf(element, 0x30).flatMap((child) => numbersIn(child, depth + 1))
}

const invalid = (detail: string, options?: ErrorOptions): KeyProviderError =>
  new KeyProviderError('ERR_KEY_PEM_INVALID', detail, options)
