import { readConfig } from './config.ts'
import { startQtspMock } from './start.ts'
import { QtspMockError } from './startup-error.ts'

try {
  const { timestampUrl, close } = await startQtspMock(readConfig())
  // Before it says that it listens: whoever reads that may end it at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close())
  process.stdout.write(`TEST time-stamp authority: ${timestampUrl}\n`)
} catch (error) {
  if (!(error instanceof QtspMockError)) throw error
  process.stderr.write(`${error.code}: ${error.message}\n`)
  // sysexits.h EX_CONFIG
  process.exitCode = error.code === 'ERR_QTSP_MOCK_CONFIG' ? 78 : 1
}
