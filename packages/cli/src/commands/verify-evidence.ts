import { limits, parseStrictJson, verifyEvidence } from '@waarmerk/evidence'
import type { Command } from '../command.ts'
import { openFileSource } from '../files/file-source.ts'
import { readBounded } from '../files/read-bounded.ts'
import { type OptionTable, optionLines, readOptions } from '../options.ts'
import { printable } from '../printable.ts'
import { readTrust } from '../trust/trust-anchors.ts'
import { reportLines } from './report-lines.ts'

const options = {
  pdf: { value: 'FILE', help: 'the signed PDF' },
  evidence: { value: 'FILE', help: 'the full evidence record (sealed JSON)' },
  'op-jwks': { value: 'FILE', help: "the provider's keys (JWK Set), from your own source" },
  trust: { value: 'FILE', help: 'trust anchors (PEM); without them certificate and time stamp are asserted' },
  json: { help: 'print the report as one line of JSON' },
} as const satisfies OptionTable

const help = `waarmerk verify-evidence --pdf FILE --evidence FILE --op-jwks FILE [--trust FILE.pem] [--json]

Checks, without any network, that a person logged in for exactly this signature:
commitment, token, certificate, key, signature, bytes, time stamp, seal.

${optionLines(options)}

Exit code: 0 verified, 1 not verified or refused, 2 wrong usage.`

/** `waarmerk verify-evidence`: the offline verifier, on files. */
export const command: Command = {
  help,
  options,
  async run(args, { directory, print }) {
    const given = readOptions(args, { options, directory })
    const pdfFile = given.requiredFile('pdf')
    const evidenceFile = given.requiredFile('evidence')
    const jwksFile = given.requiredFile('op-jwks')
    const { trustAnchors } = readTrust(given.file('trust'))
    using pdf = openFileSource(pdfFile)
    const report = await verifyEvidence({
      pdf,
      evidence: parseStrictJson(readBounded(evidenceFile, limits.evidence * 2), limits.evidence * 2),
      opJwks: parseStrictJson(readBounded(jwksFile, limits.jwks), limits.jwks),
      ...(trustAnchors && { trustAnchors }),
    })
    if (given.has('json')) print(JSON.stringify(report))
    else for (const line of reportLines(report)) print(printable(line))
    return report.verdict === 'VERIFIED' ? 0 : 1
  },
}
