import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

// Adds up what every step left behind: Jest's own JSON, and a mark for a step that went wrong. Prints the last line.
const [folder = '', broken = '0'] = process.argv.slice(2)
const names = readdirSync(folder)
let passed = 0
let failed = Number(broken)

for (const name of names.filter((file) => file.endsWith('.json'))) {
  const step = name.replace('.json', '')
  const report = read(join(folder, name))
  if (!report) {
    tell(`${step}: the results cannot be read`)
    failed += 1
    continue
  }
  const skipped = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => fullName),
  )
  for (const test of skipped) tell(`${step}: skipped, which nothing may be here: ${test}`)
  passed += report.numPassedTests
  failed += report.numFailedTests + report.numRuntimeErrorTestSuites + skipped.length
  if (report.numTotalTests === 0) {
    tell(`${step}: no test ran`)
    failed += 1
  }
}

for (const mark of names.filter((file) => file.endsWith('.broken'))) {
  const step = mark.replace('.broken', '')
  const report = read(join(folder, `${step}.json`))
  // A step whose failing tests are counted already is not one failure more.
  if (report && report.numFailedTests + report.numRuntimeErrorTestSuites > 0) continue
  tell(`${step}: did not end well`)
  failed += 1
}

process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function tell(line) {
  process.stdout.write(`${line}\n`)
}
