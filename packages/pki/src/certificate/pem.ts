import { PkiError } from '../pki-error.ts'
import type { Certificate } from './certificate.ts'
import { parseCertificate } from './parse-certificate.ts'

const mostCharacters = 4_194_304
const block = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----/g

/**
 * Every certificate of a PEM text (RFC 7468 §5), in its order; text and other blocks between them are passed over.
 *
 * @throws PkiError `ERR_PKI_PEM_INVALID` when there is none or a block is damaged, and those of {@link parseCertificate}
 */
export function parsePem(pem: string): Certificate[] {
  if (pem.length > mostCharacters) throw new PkiError('ERR_PKI_PEM_INVALID', 'a PEM text is at most 4 MiB')
  const blocks = [...pem.matchAll(block)].map((match) => (match[1] ?? '').replaceAll(/\s/g, ''))
  const announced = pem.split('-----BEGIN CERTIFICATE-----').length - 1
  if (announced === 0) throw new PkiError('ERR_PKI_PEM_INVALID', 'no certificate in the PEM text')
  if (announced !== blocks.length || !blocks.every(isBase64)) {
    throw new PkiError('ERR_PKI_PEM_INVALID', 'a damaged certificate in the PEM text')
  }
  return blocks.map((base64) => parseCertificate(Buffer.from(base64, 'base64')))
}

const isBase64 = (text: string): boolean => Buffer.from(text, 'base64').toString('base64') === text

/** One certificate as PEM (RFC 7468 §5), ended by a newline; the bytes are not looked at. Never throws. */
export function toPem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
