import { readConfig } from './config.ts'
import { startOidcMock } from './start.ts'
import { OidcMockError } from './startup-error.ts'

try {
  const { url, close } = await startOidcMock(readConfig())
  process.stdout.write(`TEST OpenID Provider: ${url}/.well-known/openid-configuration\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close())
} catch (error) {
  if (!(error instanceof OidcMockError)) throw error
  process.stderr.write(`${error.code}: ${error.message}\n`)
  // sysexits.h EX_CONFIG
  process.exitCode = error.code === 'ERR_OIDC_MOCK_CONFIG' ? 78 : 1
}
