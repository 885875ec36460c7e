import { readPemSigner, readPkcs12, type SignerFileOptions } from '@waarmerk/key-providers'
import type { Signer } from '@waarmerk/pades'
import type { SignatureAlgorithm } from '@waarmerk/pki'
import { CliError } from '../cli-error.ts'
import type { Surroundings } from '../command.ts'
import { readBounded } from '../files/read-bounded.ts'
import { oneOf } from '../option-values.ts'
import type { GivenOptions, NamedFile, OptionTable } from '../options.ts'
import { secretNamed } from '../secrets.ts'

/** Who signs. */
export const keyOptions = {
  p12: { value: 'FILE', help: 'PKCS#12 file with key and certificates' },
  key: { value: 'FILE', help: 'private key (PEM), with --cert instead of --p12' },
  cert: { value: 'FILE', help: 'certificate of the key (PEM); its issuers may follow' },
  chain: { value: 'FILE', help: 'certificates of the issuers (PEM)' },
  'passphrase-env': { value: 'NAME', help: 'variable of the environment with the passphrase of --p12 or --key' },
  digest: { value: 'NAME', help: 'sha256 (default), sha384 or sha512' },
  pss: { help: 'RSA keys: sign with PSS instead of PKCS #1 v1.5' },
} as const satisfies OptionTable

const mostKeyBytes = 1024 * 1024
const digests = ['sha256', 'sha384', 'sha512'] as const

type Given = GivenOptions<keyof typeof keyOptions>

/** A signer from a file that may be read again, with another algorithm. */
type SignerFile = (options: SignerFileOptions) => Signer | Promise<Signer>

/**
 * The signer that the options name. The file is read when it is called, everything else is looked at before.
 *
 * @returns reads the signer; throws CliError `ERR_CLI_FILE_UNREADABLE`, `ERR_CLI_FILE_TOO_LARGE`, `ERR_CLI_USAGE` for an
 *   algorithm that the key cannot do, and what `readPkcs12` and `readPemSigner` throw
 * @throws CliError `ERR_CLI_USAGE`, `ERR_CLI_SECRET_MISSING`
 */
export const signerOf = (given: Given, surroundings: Surroundings): (() => Promise<Signer>) => {
  const text = given.text('digest')
  const digest = text === undefined ? undefined : oneOf(text, 'digest', digests)
  const file = signerFile(given, secretNamed(given.text('passphrase-env'), surroundings))
  const pss = given.has('pss')
  return async () => {
    const usual = await file({ thread: 'main' })
    if (digest === undefined && !pss) return usual
    return file({ thread: 'main', algorithm: wantedAlgorithm(usual.algorithm, digest ?? 'sha256', pss) })
  }
}

const signerFile = (given: Given, passphrase: string | undefined): SignerFile => {
  const p12 = given.file('p12')
  if ((p12 === undefined) !== given.has('key')) throw usage('either --p12 FILE, or --key FILE with --cert FILE')
  if (p12 !== undefined) return (options) => readPkcs12(readBounded(p12, mostKeyBytes), passphrase ?? '', options)
  const key = given.requiredFile('key')
  const chain = [given.requiredFile('cert'), given.file('chain')].filter((file) => file !== undefined)
  return (options) =>
    readPemSigner({
      key: readText(key),
      chain: chain.map(readText).join('\n'),
      ...(passphrase !== undefined && { passphrase }),
      ...options,
    })
}

const readText = (file: NamedFile): string => new TextDecoder().decode(readBounded(file, mostKeyBytes))

/** Of the same kind of key as the usual algorithm. */
const wantedAlgorithm = (
  usual: SignatureAlgorithm,
  digest: (typeof digests)[number],
  pss: boolean,
): SignatureAlgorithm => {
  const isRsa = usual.startsWith('rsa-')
  if (pss && !isRsa) throw usage('--pss is for RSA keys')
  if (pss || usual.startsWith('rsa-pss-')) return `rsa-pss-${digest}`
  if (isRsa) return `rsa-${digest}`
  if (usual.startsWith('ecdsa-')) return `ecdsa-${digest}`
  throw usage('--digest: this kind of key has its own')
}

const usage = (message: string): CliError => new CliError('ERR_CLI_USAGE', message)
