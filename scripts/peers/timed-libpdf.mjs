import { readFile, writeFile } from 'node:fs/promises'
import { HttpTimestampAuthority, P12Signer, PDF } from '@libpdf/core'
import { timed } from './timed.mjs'

let signer

await timed(async ({ input, output, keys, level, services }) => {
  signer ??= await P12Signer.create(new Uint8Array(await readFile(`${keys}/signer.p12`)), 'waarmerk')
  const pdf = await PDF.load(new Uint8Array(await readFile(input)))
  const timestampAuthority = level === 'B-B' ? undefined : new HttpTimestampAuthority(`${services}/tsa`)
  const { bytes } = await pdf.sign({ signer, level, timestampAuthority })
  await writeFile(output, bytes)
})
