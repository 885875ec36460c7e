import { readConfig } from './config.ts'
import { startOidcMock } from './start.ts'
import { OidcMockError } from './startup-error.ts'

try {
  const { url, close } = await startOidcMock(readConfig())
  // Before it says that it listens: whoever reads that may end it at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close())
  process.stdout.write(`TEST OpenID Provider: ${url}/.well-known/openid-configuration\n`)
} catch (error) {
  if (!(error instanceof OidcMockError)) throw error
  process.stderr.write(`${error.code}: ${error.message}\n`)
  // sysexits.h EX_CONFIG
  process.exitCode = error.code === 'ERR_OIDC_MOCK_CONFIG' ? 78 : 1
}
