import { baselineLevels, createDocumentSigner, lintBeforeSigning } from '@waarmerk/pades'
import { openPdf } from '@waarmerk/pdf'
import { parseCertificate } from '@waarmerk/pki'
import type { Command } from '../command.ts'
import { appendToCopy } from '../document/append-to-copy.ts'
import { outputOptions } from '../document/output-options.ts'
import { printOutcome } from '../document/print-outcome.ts'
import { oneOf } from '../option-values.ts'
import { type OptionTable, optionLines, readOptions } from '../options.ts'
import { keyOptions, signerOf } from '../signature/key-options.ts'
import { findPlace, lookOptions, readPlace } from '../signature/look-options.ts'
import { nameOf } from '../signature/signature-lines.ts'
import { readStatement, statementOptions } from '../signature/statement-options.ts'
import { readServices, serviceOptions } from '../trust/service-options.ts'

const options = {
  ...outputOptions,
  profile: { value: 'LEVEL', help: 'B-B, B-T, B-LT or B-LTA (B-T with --tsa, else B-B)' },
  ...keyOptions,
  ...serviceOptions,
  ...statementOptions,
  ...lookOptions,
  lint: { help: 'refuse a document that could look otherwise later: scripts, hidden layers and the like' },
} as const satisfies OptionTable

const help = `waarmerk sign IN.pdf -o OUT.pdf --p12 FILE --passphrase-env NAME [OPTIONS]

Signs a PDF (PAdES baseline, EN 319 142-1). What is there already is kept byte for byte.

${optionLines(options)}

Secrets come in through variables of the environment, never on the command line.
With --trust the signer's chain must lead to one of its certificates, which is checked before the key is
used, and the authority's too. Without it nobody's trust is checked: from B-LT on chains must be
complete, but may end anywhere.

Exit code: 0 signed, 1 refused (with a code, and without OUT.pdf), 2 wrong usage.`

/** `waarmerk sign`. */
export const command: Command = {
  help,
  options,
  async run(args, surroundings) {
    const given = readOptions(args, { options, operand: 'IN.pdf', directory: surroundings.directory })
    const input = given.input()
    const out = given.requiredFile('out')
    const level = oneOf(given.text('profile') ?? (given.has('tsa') ? 'B-T' : 'B-B'), 'profile', baselineLevels)
    const statement = readStatement(given, surroundings.now())
    const wanted = readPlace(given)
    const readSigner = signerOf(given, surroundings)
    const { signingTime, entries, certify, attributes } = statement
    const services = readServices(given, surroundings, level)
    const signer = await readSigner()
    const certificate = parseCertificate(signer.certificates[0] as Uint8Array)
    const sign = createDocumentSigner({ signer, attributes, ...services })
    const request = { input, given, surroundings, trust: services }
    const { made, bytes, bytesAdded } = await appendToCopy(request, async (document) => {
      const doc = openPdf(document.source, document)
      if (given.has('lint')) lintBeforeSigning(doc)
      const place = await findPlace(doc, wanted, { statement, certificate })
      return sign({ ...document, ...place, ...entries, ...certify, level, signingTime })
    })
    const { field, genTime } = made
    const signedBy = nameOf(certificate)
    printOutcome(
      { output: out.name, level, field, signer: certificate.subject, signingTime, genTime, bytes, bytesAdded },
      `${out.name}: signed by ${signedBy} in ${field}, PAdES ${level}${genTime ? `, time stamp ${genTime.toISOString()}` : ''}`,
      { print: surroundings.print, json: given.has('json') },
    )
    return 0
  },
}
