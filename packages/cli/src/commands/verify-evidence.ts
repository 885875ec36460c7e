import { limits, parseStrictJson, verifyEvidence } from '@waarmerk/evidence'
import { parsePem } from '@waarmerk/pki'
import type { Command } from '../command.ts'
import { openFileSource } from '../files/file-source.ts'
import { readBounded } from '../files/read-bounded.ts'
import { type NamedFile, optionalFile, readOptions, requiredFile } from '../options.ts'
import { printable } from '../printable.ts'
import { reportLines } from './report-lines.ts'

const help = `waarmerk verify-evidence --pdf FILE --evidence FILE --op-jwks FILE [--trust FILE.pem] [--json]

Checks, without any network, that a person logged in for exactly this signature:
commitment, token, certificate, key, signature, bytes, time stamp, seal.

  --pdf       the signed PDF
  --evidence  the full evidence record (sealed JSON)
  --op-jwks   the provider's keys (JWK Set), from your own source
  --trust     trust anchors (PEM); without them certificate and time stamp are asserted
  --json      print the report as one line of JSON

Exit code: 0 verified, 1 not verified or refused, 2 wrong usage.`

const mostPemBytes = 1024 * 1024

const readAnchors = (file: NamedFile | undefined) =>
  file && parsePem(new TextDecoder().decode(readBounded(file, mostPemBytes)))

/** `waarmerk verify-evidence`: the offline verifier, on files. */
export const command: Command = {
  help,
  async run(args, { directory, print }) {
    const type = 'string'
    const options = readOptions(args, {
      pdf: { type },
      evidence: { type },
      'op-jwks': { type },
      trust: { type },
      json: { type: 'boolean' },
    })
    const pdfFile = requiredFile(options['pdf'], 'pdf', directory)
    const evidenceFile = requiredFile(options['evidence'], 'evidence', directory)
    const jwksFile = requiredFile(options['op-jwks'], 'op-jwks', directory)
    const trustAnchors = readAnchors(optionalFile(options['trust'], directory))
    using pdf = openFileSource(pdfFile.path, pdfFile.name)
    const report = await verifyEvidence({
      pdf,
      evidence: parseStrictJson(readBounded(evidenceFile, limits.evidence * 2), limits.evidence * 2),
      opJwks: parseStrictJson(readBounded(jwksFile, limits.jwks), limits.jwks),
      ...(trustAnchors && { trustAnchors }),
    })
    if (options['json'] === true) print(JSON.stringify(report))
    else for (const line of reportLines(report)) print(printable(line))
    return report.verdict === 'VERIFIED' ? 0 : 1
  },
}
