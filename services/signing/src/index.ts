export { type App, createApp, type Overrides } from './app.ts'
export { type Config, type ConfigInput, configSchema } from './config.ts'
export type { Step } from './deps.ts'
export { SigningError, type SigningErrorCode, signingErrorKinds } from './errors.ts'
