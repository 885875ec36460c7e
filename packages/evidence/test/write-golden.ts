import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toPem } from '@waarmerk/pki'
import { redactEvidence, sealEvidence } from '../src/index.ts'
import { buildWorld } from './world.ts'

// Writes one signing with all its papers, for the command line's tests: `pnpm --filter @waarmerk/evidence golden`.
const directory = process.argv[2]
if (directory === undefined) throw new TypeError('say where to write')

const world = await buildWorld({ visible: true })
const { seal, ca } = world
const x5c = [seal.certificate, ca.certificate]
const redacted = await sealEvidence(redactEvidence(world.record), { privateKey: seal.privateKey, x5c })
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

mkdirSync(directory, { recursive: true })
writeFileSync(join(directory, 'signed.pdf'), world.pdfs[0] ?? new Uint8Array())
writeFileSync(join(directory, 'evidence.json'), json(world.evidence))
writeFileSync(join(directory, 'redacted.json'), json(redacted))
writeFileSync(join(directory, 'op-jwks.json'), json(world.jwks))
writeFileSync(join(directory, 'anchors.pem'), world.trustAnchors.map(({ der }) => toPem(der)).join(''))
