import { createHash, type KeyObject, sign as signRaw, verify as verifyRaw } from 'node:crypto'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { signedDataTemplate } from '@waarmerk/cms'
import { bytesSource, fillSignatureField, openPdf } from '@waarmerk/pdf'
import { memorySigner, readKey } from './engine.ts'
import { answerNumbers, type Cost, costOf } from './rounds.ts'

/** What the parts of one signature cost, for one kind of key; all in one process, by turns. */
export interface FloorRound {
  /** The digest of the signature over the document and one signature over 200 bytes: what nobody can do without. */
  readonly floor: Cost
  readonly hash: Cost
  readonly signature: Cost
  /** One verification of such a signature. */
  readonly verification: Cost
  /** A whole signature at level B-B, in memory, with everything that is checked afterwards. */
  readonly whole: Cost
  /** Opening the document and building the revision. */
  readonly openAndFill: Cost
  /** Signed attributes and CMS, the signature itself not counted. */
  readonly cms: Cost
}

const [document = '', keys = ''] = process.argv.slice(2)
const bytes = new Uint8Array(readFileSync(document))
const source = bytesSource(bytes)
const key = readKey(keys)
const attributes = new Uint8Array(200).fill(7)
const padding = hashFor(key.privateKey)
const signature = signRaw(padding, attributes, key.privateKey)
const template = signedDataTemplate(key.signer)
const digest = createHash(template.digest).update(bytes).digest()
const signWhole = memorySigner(key.signer)

await answerNumbers(async (count): Promise<FloorRound> => {
  const hash = () => createHash(template.digest).update(bytes).digest()
  const sign = () => signRaw(padding, attributes, key.privateKey)
  return {
    whole: await costOf(count, () => signWhole(source)),
    floor: await costOf(count, () => [hash(), sign()]),
    hash: await costOf(count, hash),
    signature: await costOf(count, sign),
    verification: await costOf(count, () => verifyRaw(padding, attributes, key.privateKey, signature)),
    openAndFill: await costOf(count, openAndFill),
    cms: await costOf(count, () => makeCms()),
  }
})

function openAndFill(): void {
  const field = { newField: { name: 'bench' }, contentsBytes: 8000, subFilter: 'ETSI.CAdES.detached' } as const
  fillSignatureField(openPdf(source), field)
}

function makeCms(): void {
  const signedAttributes = template.signedAttributes(digest)
  template.signedData({ signedAttributes, signature })
}

function hashFor({ asymmetricKeyType }: KeyObject): string | null {
  return asymmetricKeyType === 'ed25519' ? null : 'sha256'
}
