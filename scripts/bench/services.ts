import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Keys that are measured, by the name that the trust-service double gives their algorithm. */
export const keyNames = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'p-256', 'p-384', 'ed25519'] as const
export type KeyName = (typeof keyNames)[number]

/** The trust-service double, running as a process of its own, and keys that it certified. */
export interface TrustServices {
  /** `http://127.0.0.1:…`; time stamps at `/tsa`. */
  readonly url: string
  /** Folder of a key: `signer.p12` and `signer-old.p12` (passphrase `waarmerk`), `key.pem`, `chain.pem`, `root.pem`. */
  keysOf(name: KeyName): string
  stop(): void
}

const passphrase = 'waarmerk'

/** Starts the double with RSA-2048 authorities, which every peer understands, and gets a key of each kind from it. */
export async function startTrustServices(root: string, folder: string): Promise<TrustServices> {
  const environment = {
    QTSP_MOCK_PORT: '0',
    QTSP_MOCK_STATE_DIRECTORY: join(folder, 'trust-services'),
    QTSP_MOCK_KEY_ALGORITHM: 'rsa-2048',
  }
  rmSync(environment.QTSP_MOCK_STATE_DIRECTORY, { recursive: true, force: true })
  const main = join(root, 'services/qtsp-mock/src/main.ts')
  const child = spawn(process.execPath, ['--conditions=@waarmerk/source', main], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  })
  const url = await listeningAt(child.stdout)
  const keysOf = (name: KeyName) => join(folder, 'keys', name)
  const trustAnchor = await (await fetch(`${url}/ca.pem`)).text()
  for (const name of keyNames) {
    const issued = await issue(url, name)
    writeKey(keysOf(name), { ...issued, trustAnchor })
  }
  return { url, keysOf, stop: () => void child.kill() }
}

async function listeningAt(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)
    if (address) return address[0]
  }
  throw new Error('the trust-service double did not start')
}

interface IssuedKey {
  readonly privateKeyPem: string
  readonly certificateChainPem: string
}

async function issue(url: string, algorithm: KeyName): Promise<IssuedKey> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ algorithm, commonName: 'TEST bench' })
  const response = await fetch(`${url}/_mock/signers`, { method: 'POST', headers, body })
  if (!response.ok) throw new Error(`the double issues no ${algorithm}: ${response.status}`)
  return (await response.json()) as IssuedKey
}

function writeKey(folder: string, key: IssuedKey & { readonly trustAnchor: string }): void {
  mkdirSync(folder, { recursive: true })
  const at = (name: string) => join(folder, name)
  writeFileSync(at('key.pem'), key.privateKeyPem, { mode: 0o600 })
  writeFileSync(at('chain.pem'), key.certificateChainPem + key.trustAnchor)
  writeFileSync(at('root.pem'), key.trustAnchor)
  const files = ['-inkey', at('key.pem'), '-in', at('chain.pem'), '-passout', `pass:${passphrase}`]
  execFileSync('openssl', ['pkcs12', '-export', ...files, '-out', at('signer.p12')])
  // One peer reads only what was usual twenty years ago.
  const old = ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']
  execFileSync('openssl', ['pkcs12', '-export', ...files, ...old, '-out', at('signer-old.p12')])
}
